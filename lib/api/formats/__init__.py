"""The download formats of filtered lists besides JSON: one dictionary, used by all resources.

To add one, write a module with a ``FORMAT`` and add its entry to FORMATS. The allowed formats in the schema and
in errors, the file name, caching and streaming follow from it.
"""

from lib.api.formats import atom, csv, ics, jsonld, network, popolo, references, xlsx

FORMATS = {
    one.name: one
    for one in (
        csv.FORMAT,
        xlsx.FORMAT,
        ics.FORMAT,
        atom.FORMAT,
        jsonld.FORMAT,
        popolo.FORMAT,
        network.GEXF,
        network.GRAPHML,
        references.BIBTEX,
        references.RIS,
        references.CSL,
    )
}


def formats_of(resource, action):
    """The formats of a resource: of its list (``action`` is ``list``), or of one record (``retrieve``)."""
    return [
        one
        for one in FORMATS.values()
        if one.offers(resource) and (action == "list" or (action == "retrieve" and one.one))
    ]
