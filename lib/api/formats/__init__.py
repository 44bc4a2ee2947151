"""The formats, besides JSON, in which a whole filtered list is downloaded: one dictionary, used by all resources.

To add one: a module with a ``FORMAT``, and its entry in FORMATS. The list of allowed formats in the schema and
in errors, the name of the file, caching and streaming follow from it.
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
    """The formats that a resource offers: of its list (``action`` is ``list``), or of one record (``retrieve``)."""
    return [
        one
        for one in FORMATS.values()
        if one.offers(resource) and (action == "list" or (action == "retrieve" and one.one))
    ]
