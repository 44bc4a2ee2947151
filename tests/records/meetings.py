"""The meetings of presidents and ministers that the founding records must have, as the sources have them."""

SUMMIT = "geneva-summit-2021"

REAGAN_GORBACHEV = {"ronald-reagan", "mikhail-gorbachev"}
BUSH_GORBACHEV = {"george-h-w-bush", "mikhail-gorbachev"}
CLINTON_YELTSIN = {"bill-clinton", "boris-yeltsin"}
BUSH_PUTIN = {"george-w-bush", "vladimir-putin"}
OBAMA_MEDVEDEV = {"barack-obama", "dmitry-medvedev"}
BLINKEN_LAVROV = {"antony-blinken", "sergei-lavrov"}
BIDEN = {"joseph-biden"}


# slug → date, place or the place around it, principals, and its entry in the Office of the Historian's data with
# the dates that stand there: read in that data, where a trip's dates are those of the whole stay.
MEETINGS = {
    "geneva-summit-1985": ("1985-11-19/1985-11-21", "geneva", REAGAN_GORBACHEV, "trip 2942", "1985-11-16/1985-11-21"),
    "reykjavik-summit-1986": (
        "1986-10-11/1986-10-12", "reykjavik", REAGAN_GORBACHEV,
        "trip 2948", "1986-10-09/1986-10-12",
    ),
    "washington-summit-1987": (
        "1987-12-07/1987-12-10", "washington-dc", REAGAN_GORBACHEV,
        "visit 671", "1987-12-07/1987-12-10",
    ),
    "moscow-summit-1988": ("1988-05-29/1988-06-02", "moscow", REAGAN_GORBACHEV, "trip 2957", "1988-05-29/1988-06-02"),
    "new-york-summit-1988": (
        "1988-12-07", "new-york", REAGAN_GORBACHEV | {"george-h-w-bush"},
        "visit 697", "1988-12-07",
    ),
    "malta-summit-1989": ("1989-12-02/1989-12-03", "malta", BUSH_GORBACHEV, "trip 2335", "1989-12-01/1989-12-03"),
    "washington-summit-1990": (
        "1990-05-30/1990-06-03", "washington-dc", BUSH_GORBACHEV,
        "visit 779", "1990-05-30/1990-06-03",
    ),
    "helsinki-summit-1990": ("1990-09-09", "helsinki", BUSH_GORBACHEV, "trip 2342", "1990-09-08/1990-09-09"),
    "moscow-summit-1991": ("1991-07-30/1991-07-31", "moscow", BUSH_GORBACHEV, "trip 2363", "1991-07-29/1991-08-01"),
    "moscow-summit-1993": (
        "1993-01-02/1993-01-03", "moscow", {"george-h-w-bush", "boris-yeltsin"},
        "trip 2379", "1993-01-02/1993-01-03",
    ),
    "vancouver-summit-1993": (
        "1993-04-03/1993-04-04", "vancouver", CLINTON_YELTSIN,
        "trip 2521", "1993-04-03/1993-04-04",
    ),
    "helsinki-summit-1997": (
        "1997-03-20/1997-03-21", "helsinki", CLINTON_YELTSIN,
        "trip 2572", "1997-03-20/1997-03-21",
    ),
    "moscow-summit-2000": (
        "2000-06-03/2000-06-05", "moscow", {"bill-clinton", "vladimir-putin"},
        "trip 2641", "2000-06-03/2000-06-05",
    ),
    "ljubljana-summit-2001": ("2001-06-16", "slovenia", BUSH_PUTIN, "trip 2387", "2001-06-16"),
    "moscow-summit-2002": ("2002-05-23/2002-05-26", "moscow", BUSH_PUTIN, "trip 2399", "2002-05-23/2002-05-26"),
    "bratislava-summit-2005": ("2005-02-24", "bratislava", BUSH_PUTIN, "trip 2441", "2005-02-23/2005-02-24"),
    "sochi-summit-2008": ("2008-04-05/2008-04-06", "sochi", BUSH_PUTIN, "trip 2504", "2008-04-05/2008-04-06"),
    "moscow-summit-2009": (
        "2009-07-06/2009-07-08", "moscow", OBAMA_MEDVEDEV | {"vladimir-putin"},
        "trip 2973", "2009-07-06/2009-07-08",
    ),
    "prague-summit-2010": ("2010-04-08", "prague", OBAMA_MEDVEDEV, "trip 3038", "2010-04-08/2010-04-09"),
    "helsinki-summit-2018": ("2018-07-16", "helsinki", {"donald-trump", "vladimir-putin"}, "trip 3817", "2018-07-16"),
    "reykjavik-foreign-ministers-2021": (
        "2021-05-19", "reykjavik", BLINKEN_LAVROV,
        "trip 4001", "2021-05-17/2021-05-20",
    ),
    "carbis-bay-g7-summit-2021": (
        "2021-06-11/2021-06-13", "united-kingdom", BIDEN,
        "trip 4113", "2021-06-09/2021-06-13",
    ),
    "brussels-nato-summit-2021": ("2021-06-14", "brussels", BIDEN, "trip 4114", "2021-06-13/2021-06-15"),
    "brussels-eu-us-summit-2021": ("2021-06-15", "brussels", BIDEN, "trip 4023", "2021-06-13/2021-06-15"),
    SUMMIT: ("2021-06-16", "geneva", {"vladimir-putin", "joseph-biden"}, "trip 4115", "2021-06-15/2021-06-16"),
    "blinken-lavrov-geneva-2022": ("2022-01-21", "geneva", BLINKEN_LAVROV, "trip 4048", "2022-01-21"),
}  # fmt: skip
