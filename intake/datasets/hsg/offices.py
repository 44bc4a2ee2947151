"""Patterns for the words of offices and names.

Each list is one pattern: entries are separated by bars, and an underscore stands for a blank.
"""

import re

from intake.datasets.hsg.nations import COUNTRY_OF


def _joined(text):
    return "(?:" + re.sub(r"\s+", "", text).replace("_", r"\s+") + ")"


_NATION = "|".join(sorted({word.split()[-1] for word in COUNTRY_OF if "." not in word}))

# -- offices ----------------------------------------------------------------------------------------

_HEADS = _joined(
    r"""
    Treasury_Secretary| Commerce_Secretary| Energy_Secretary| Defen[sc]e_Secretary| Homeland_Security_Secretary|
    Agriculture_Secretary| Secretary_of_State| Secretary_of_Defense| Secretary_of_the_Treasury| Secretary_of_Commerce|
    National_Security_Advis[eo]r| President| Prime_Minister| Foreign_Minister| Foreign_Secretary| Defen[sc]e_Minister|
    Finance_Minister| Interior_Minister| @NATION@[A-Z][a-z]+_Minister| Minister-President| Minister| Chancellor|
    Premier| Taoiseach| Heir_Apparent| Crown_Prince| Crown_Princess| Prince| Princess| King| Queen| Emperor| Empress| Sultan|
    Emir| Amir| Sheikha?| Sheik| Shah| Grand_Duke| Grand_Duchess| Duke| Duchess| Pope| Cardinal| Archbishop| Patriarch|
    Ayatollah| Imam| Rabbi| Chairman| Chairwoman| Chairperson| Chair| Chief_Executive| Chief_of_Staff| Head_of_State|
    Chief_of_State| Regent| General_Secretary| Secretary[_-]General| Party_Secretary| State_Councill?or| Councill?or|
    Counsell?or| Governor[_-]General| Governor| Mayor| High_Representative| High_Commissioner| Commissioner|
    Administrator| Coordinator| Director[_-]General| Director|
    Special_(?:Representative|Envoy|Advis[eo]r|Coordinator)@FOR@| Representative| Envoy| Ambassador| Negotiator|
    Speaker| Senator| General| Marshal| Field_Marshal| Generalissimo| Admiral| Colonel| Major| Captain| Lieutenant|
    Commander| Secretary| Leader| leader| President-elect| Prime_Minister-designate| Dr\.| Mr\.| Mrs\.| Ms\.| Madame|
    Sir| Lord| Lady| Justice| Dictator| Secretary_of_Homeland_Security| Aide_to_the_President| Prosecutor|
    Captain_Regent| Spokesman| Advis[eo]r| Attorney_General| Treasurer| Co-Prince| Co-Chair| presidential_candidate|
    chief_negotiator
    """
)
_BEFORE = _joined(
    r"""
    Acting| Deputy| Vice| Interim| Provisional| Transitional| First| Second| Third| Former| former| Prime| Federal|
    State| Supreme| Joint| Senior| opposition| Opposition| Rebel| rebel| National_Security| Assistant| Under|
    Permanent| Special| Major| Lieutenant| Brigadier| Foreign| Crown| Party| Royal| Chief| Co-
    """
)
_DOMAINS = _joined(
    r"""
    Foreign| External| Exterior| Internal| Home| Interior| Affairs| Defen[sc]e| Finance| Justice| Trade| Commerce|
    Economy| Economic| Economics| Cooperation| Development| Security| International| European| Integration| Energy|
    Environment| Health| Education| Culture| Policy| Political| State| Planning| Relations| Agriculture| Industry|
    Information| Labor| Expatriates| Emigrants| Immigrants| Immigration| National| Treasury| Transport| Tourism|
    Worship| Religious| Religion| Human| Rights| Community| Regional| Public| Social| Water| Petroleum| Oil|
    Electricity| Science| Technology| Investment| Commonwealth| Overseas| Parliament| Assembly| Senate| Duma| Knesset|
    Government| Army| Staff| Cults| Francophonie| Diaspora
    """
)
# “Special Envoy for Syria”, where a name follows.
_FOR = r"(?:\s+(?:for|to|on)\s+(?:the\s+)?(?:Middle East(?: Peace Process)?|[A-Z][a-z]+(?=\s+[A-Z])))?"
_ITEM = rf"(?!European (?:Commission|Council|Union|Parliament)){_DOMAINS}"
_TAIL = rf"(?:\s+(?:of|for)\s+(?:the\s+)?{_ITEM}(?:\s*,\s*{_ITEM}|\s*,?\s+and\s+{_ITEM}|\s+{_ITEM})*)"
_HEADS = _HEADS.replace("@NATION@", rf"(?!(?:{_NATION})\b)").replace("@FOR@", _FOR)
_HEADS = _HEADS.replace("Minister", "M[Ii]ni?ster?")  # as the remarks misspell it
OFFICE = rf"(?:{_BEFORE}[\s-]+)*{_HEADS}(?:-[Ee]lect|-[Dd]esignate)?{_TAIL}?"
PLURALS = {
    "Presidents": "President", "Prime Ministers": "Prime Minister", "Foreign Ministers": "Foreign Minister",
    "Ministers": "Minister", "Chancellors": "Chancellor", "Premiers": "Premier", "Kings": "King", "Queens": "Queen",
    "Princes": "Prince", "Crown Princes": "Crown Prince", "Foreign Secretaries": "Foreign Secretary",
    "Defense Ministers": "Defense Minister", "Generals": "General", "Chairmen": "Chairman", "Leaders": "Leader",
    "leaders": "leader", "Ambassadors": "Ambassador", "Vice Presidents": "Vice President",
    "Secretaries General": "Secretary General", "Emirs": "Emir", "Amirs": "Amir", "Sultans": "Sultan",
    "Senators": "Senator", "representatives": "representative", "Finance Ministers": "Finance Minister",
    "Vice Premiers": "Vice Premier", "Deputy Prime Ministers": "Deputy Prime Minister", "Co-Chairs": "Co-Chair",
    "presidential candidates": "presidential candidate",
}  # fmt: skip
# Offices of the United States, unless the text says otherwise.
OWN_OFFICES = re.compile(
    r"(?:Treasury|Commerce|Energy|Defense|Homeland Security|Agriculture) Secretary|Senator|Attorney General"
    r"|Special (?:Envoy|Representative|Coordinator).*|Envoy|National Security Advis[eo]r|Spokesman"
    r"|Secretary of (?:State|Defense|the Treasury|Commerce|Homeland Security)|(?:Assistant|Deputy|Under) Secretary.*"
)
# Before an office: organisations that have offices of their own.
_BODIES = _joined(
    r"""
    UN| U\.N\.| United_Nations| NATO| EU| European(?:_Union|_Commission|_Council|_Parliament|_Community)?| E\.?C\.?|
    OSCE| CSCE| AU| African_Union| OAS| OAU| Arab_League| World_Bank| IMF| ASEAN| GCC| Gulf_Cooperation_Council| IAEA|
    World_Health_Organization| WHO| OECD| WTO| CARICOM| Commonwealth| OPCW| UNHCR| ECOWAS| League| Organization|
    Commission| Council| Fund| Union| Agency| UNESCO| UNICEF| G-7| APEC| Interpol| ICRC| OIC
    """
)
BODIES = re.compile(rf"(?:\b{_BODIES}(?:[’']s)?\s+)$")
# Between the country and an office: “Russian Federation President”, “Syrian Opposition Coalition President”.
OF_A_STATE = frozenset("Affairs Assembly Coalition Council External Federation Governing National Opposition".split())
INTERNATIONAL = re.compile(r"(?:Secretary[ -]General|High Representative.*|High Commissioner.*|.*Special Envoy.*)")

# -- names ------------------------------------------------------------------------------------------

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚƏ"
WORD = rf"(?:[‘’'ʻʼ`]?[{UPPER}][\w’‘'ʻʼ`]*(?:[-–][\w’‘'ʻʼ`]+)*)"
INITIAL = rf"(?:[{UPPER}]\.(?:\s?[{UPPER}]\.)*)"
PARTICLE = _joined(
    r"""
    de_la| de_los| de_las| van_der| van_den| von_der| de| del| della| di| da| das| dos| du| la| le| van| von| den| der|
    ter| ten| bin| bint| ibn| al| el| ul| ur| ud| y| e| zu| af| ben| ould| uld| wa| av| e[lr]?d?-\w[\w’'-]*|
    [ae][ldnrst]h?-[\w’‘'ʻʼ-]+| ad-[\w’'-]+| d[’'][\w’'-]+| zum
    """
)
JOINED = r"(?:[ae][ldnrst]h?-[\w’‘'ʻʼ-]+|[dD][’'][\w’'-]+)"
_PART = rf"(?:(?:{PARTICLE}\s+)*(?:{INITIAL}|{WORD})|{JOINED})"
NAME = rf"(?:Dr\.\s+)?{_PART}(?:\s+{_PART})*"
HONORIFICS = set(
    """
    Prince Princess Sheikh Sheikha Sheik Lord Lady Sir General Dr. King Queen Amir Emir Colonel Marshal Admiral Ambassador
    Cardinal
    """.split()
)
# Words that are part of a name where they follow another word of it: Mackenzie King, Hassan Sheikh Mohamud.
INNER = {"King", "Sheikh"}
# Words that are otherwise never part of a name: a name ends before them.
NOT_NAMES = set(
    """
    A ANZUS APEC ASEAN Accompanied Act Acting Address Addressed Affairs Africa After Agreement Agriculture Air
    Airlines Airport Alliance Allied Allies Also Ambassador America Americas An And Anniversary April Arab Army
    Asia Assembly Association At Atlantic Attended August Authority Award Balkan Balkans Baltic Bank Base Before
    Big Bilateral Both Bundestag Business CENTO Cabinet Camp Cardinals Caribbean Celebration Center Ceremony
    Chairman Chamber Chancellor Chiefs Civil Commemorated Commerce Commission Committee Commonwealth Community
    Conference Congress Contact Cooperation Council Countries Court Crown Cults Culture Day December Defence Defense
    Delegation Delivered Democracy Deputy Development Dialogue Diaspora Discussed Duma During EC EU East Eastern
    Economic Economics Economy Education Eight Electricity Embassy Emigrants Emir Energy Engaged Environment Europe
    European Expatriates Exterior External February Federal Finance Five Force Forces Foreign Former Forum
    Foundation Four Francophonie Free Freedom Friday Fund G-7 G-8 G7 G8 Gaza General Government Governor Group
    Gulf Heads Health Held High Home Hotel House Human Immigrants Immigration In Industry Informal Information
    Initiative Inspected Institute Integration Interior Internal International Investment January Jerusalem Joint
    July June Justice King Kingdom Knesset Labor Later Leader Leaders League Left March May Mayor Meeting Meetings
    Members Met Middle Minister Ministerial Ministers Mission Monday NATO National Nations Navy Negotiator
    Negotiators North Northern November Nuclear OAS OECD OSCE October Officers Official Officials Oil On Opened
    Opposition Organization Overseas PLO Pacific Pact Palace Parliament Parliamentary Partnership Party Peace
    Petroleum Plan Planning Policy Political Pope President Presidents Press Prime Prince Private Prize Process
    Program Public Quadrilateral Queen Received Regional Relations Religion Religious Representatives Republic
    Returned Rights SEATO Saturday Science Secretaries Secretary Security Senate Senior September Session Sheikh
    Signed Six Social Society South Southern Speaker Special Stability Staff State Stop Stopped Strategic Sultan
    Summit Sunday Supreme Talks Technology The Then Three Thursday Toured Tourism Trade Transport Treasury Treaty
    Trilateral Tuesday U.N. U.S. U.S.-EU UN US Union University Vatican Vice Visited War Water Wednesday West
    Western While With Women Working World Worship
    """.split()
)
