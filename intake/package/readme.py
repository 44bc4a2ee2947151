"""The README of a data package."""


def readme(package):
    """What the package is, for people, from its description."""
    licences = package.get("licenses", [])
    said = "; ".join(" ".join(filter(None, [one.get("title"), one.get("path")])) for one in licences)
    lines = [
        f"# {package['title']}",
        "",
        f"{package['description']} Version {package['version']}: the moment of the last change, in UTC.",
        "",
        f"Licence of the data: {said or 'none is stated; ask whoever runs this installation'}.",
        "",
        "This is a [Frictionless](https://datapackage.org) tabular data package: `datapackage.json` describes the tables,",
        "their columns, primary and foreign keys. The tables are CSV in UTF-8. A table named `events-citations` is a list",
        "beside the events: its column `record` says of which event, `row` at which place of the list.",
        "",
        "Dates are partial: as far as they are known. `2021-06` is a month, `2021~` about then, `2021?` uncertain,",
        "`2009/2012` an interval, `2012/..` one that goes on, `2012/` one whose end is unknown; nothing: unknown.",
        "",
        "Another Parley takes the package in: `manage.py import_dataset datapackage FILE`.",
        "",
        "| table | rows |",
        "|---|---|",
        *(f"| [{one['name']}]({one['path']}) | {one['rows']:,} |" for one in package["resources"]),
    ]
    return "\n".join(lines) + "\n"
