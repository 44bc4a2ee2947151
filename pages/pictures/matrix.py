"""A table of topics by speakers, with their stances and how often each was taken."""

from summits.models.kinds import STANCE_SIGNS, Stance

COLUMNS, ROWS = 12, 60


def matrix(entries, columns=COLUMNS, rows=ROWS):
    """The table of ``entries``: [((column key, words, page), (row key, words, page), stance, address of a statement)].

    {"columns": [(words, page)], "rows": [(words, page, [cell])], "left_out": number of columns and rows};
    a cell is a list of {"stance", "sign", "count", "page"}. Columns and rows are sorted by the number of their
    statements. None with fewer than two columns or rows.
    """
    found, tops, sides = {}, {}, {}
    for column, row, stance, page in entries:
        tops[column] = tops.get(column, 0) + 1
        sides[row] = sides.get(row, 0) + 1
        found.setdefault((column, row), []).append((stance, page))
    if len(tops) < 2 or len(sides) < 2:
        return None
    # Sorting is stable: equal ones stay in their order.
    across = sorted(tops, key=lambda one: -tops[one])[:columns]
    down = sorted(sides, key=lambda one: -sides[one])[:rows]
    return {
        "columns": [(words, page) for _, words, page in across],
        "rows": [(row[1], row[2], [cells(found.get((column, row), [])) for column in across]) for row in down],
        "left_out": len(tops) - len(across) + len(sides) - len(down),
    }


def cells(taken):
    """A cell of the table: for each stance of [(stance, page)] its number and the page of the first."""
    pages = {}
    for stance, page in taken:
        pages.setdefault(stance, []).append(page)
    return [
        {"stance": stance, "sign": STANCE_SIGNS[stance], "count": len(pages[stance]), "page": pages[stance][0]}
        for stance in Stance.values
        if stance in pages
    ]
