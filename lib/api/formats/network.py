"""GEXF and GraphML: a filtered list as a network of people, organisations and events, for Gephi, Cytoscape, networkx.

A resource offers it by ``network``, a Shape whose ``make`` returns Nodes and Edges. Each node is written once, and all
edges after the nodes. Only the ids of nodes and edges are kept in memory.
"""

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lib.api.formats.base import FileRenderer, ListFormat, page_of, replayed, waiting, writable

NODE_FACTS = ("kind", "date", "status", "url")
EDGE_FACTS = ("kind", "words", "date")


class Node(NamedTuple):
    """A person, an organisation or an event, according to ``of``; the other fields are texts."""

    id: str
    label: str
    of: str
    kind: str
    date: str
    status: str
    url: str


class Edge(NamedTuple):
    """An edge from ``source`` to ``target`` (ids of nodes), with its kind and further words."""

    id: str
    source: str
    target: str
    kind: str
    words: str
    date: str


def node(of, record):
    """The node of a record or a reference to one; ``of`` is person, organisation or event."""
    return Node(
        f"{of}:{record['slug']}",
        record["name"],
        of,
        record.get("kind") or "",
        record.get("date") or "",
        record.get("status") or "",
        page_of(record["url"]),
    )


class Gexf:
    """GEXF 1.3 (https://gexf.net)."""

    nodes = b"<nodes>\n"
    edges = b"</nodes>\n<edges>\n"
    end = b"</edges>\n</graph>\n</gexf>\n"

    @staticmethod
    def head():
        """All before the nodes."""
        kinds = "".join(
            f'<attributes class="{of}">'
            + "".join(f'<attribute id="{key}" title="{key}" type="string"/>' for key in keys)
            + "</attributes>\n"
            for of, keys in (("node", ("of", *NODE_FACTS)), ("edge", EDGE_FACTS))
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
            f'<meta><creator>Parley</creator></meta>\n<graph defaultedgetype="directed">\n{kinds}'
        ).encode()

    @staticmethod
    def _facts(one, keys):
        found = ((key, getattr(one, key)) for key in keys)
        told = "".join(f'<attvalue for="{key}" value={_quoted(value)}/>' for key, value in found if value)
        return f"<attvalues>{told}</attvalues>" if told else ""

    def node(self, one):
        """A node."""
        return f"<node id={_quoted(one.id)} label={_quoted(one.label)}>{self._facts(one, ('of', *NODE_FACTS))}</node>\n"

    def edge(self, one):
        """An edge."""
        return (
            f"<edge id={_quoted(one.id)} source={_quoted(one.source)} target={_quoted(one.target)}"
            f" label={_quoted(one.kind)}>{self._facts(one, EDGE_FACTS)}</edge>\n"
        )


class GraphMl:
    """GraphML (http://graphml.graphdrawing.org)."""

    nodes = b""
    edges = b""
    end = b"</graph>\n</graphml>\n"

    @staticmethod
    def head():
        """All before the nodes."""
        keys = "".join(
            f'<key id="{of}-{key}" for="{of}" attr.name="{key}" attr.type="string"/>\n'
            for of, keys in (("node", ("label", "of", *NODE_FACTS)), ("edge", EDGE_FACTS))
            for key in keys
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
            f'{keys}<graph id="parley" edgedefault="directed">\n'
        ).encode()

    @staticmethod
    def _facts(of, one, keys):
        found = ((key, getattr(one, key)) for key in keys)
        return "".join(f'<data key="{of}-{key}">{_text(value)}</data>' for key, value in found if value)

    def node(self, one):
        """A node."""
        return f"<node id={_quoted(one.id)}>{self._facts('node', one, ('label', 'of', *NODE_FACTS))}</node>\n"

    def edge(self, one):
        """An edge."""
        ends = f"id={_quoted(one.id)} source={_quoted(one.source)} target={_quoted(one.target)}"
        return f"<edge {ends}>{self._facts('edge', one, EDGE_FACTS)}</edge>\n"


def _quoted(text):
    return quoteattr(writable(text))


def _text(text):
    return escape(writable(text))


def parts(language, resource, *found):
    """The network in a format of graphs, in parts of bytes."""
    yield language.head() + language.nodes
    seen = set()
    with waiting() as edges:
        for record in resource.network.all(*found):
            nodes = []
            for one in record:
                if one.id in seen:
                    continue
                seen.add(one.id)
                if isinstance(one, Node):
                    nodes.append(language.node(one))
                else:
                    edges.write(language.edge(one).encode())
            if nodes:
                yield "".join(nodes).encode()
        yield language.edges
        yield from replayed(edges)
    yield language.end


class GexfRenderer(FileRenderer):
    """GEXF: the network of a whole filtered list."""

    media_type, format = "application/gexf+xml", "gexf"


class GraphMlRenderer(FileRenderer):
    """GraphML: the network of a whole filtered list."""

    media_type, format = "application/graphml+xml", "graphml"


def _writes(language):
    return lambda *found: ("", parts(language, *found))


def _offers(resource):
    return resource.network is not None


GEXF = ListFormat(GexfRenderer, _writes(Gexf()), offers=_offers)
GRAPHML = ListFormat(GraphMlRenderer, _writes(GraphMl()), offers=_offers)
