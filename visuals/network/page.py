"""A network as one HTML file: pyvis holds the graph, our own template writes it, vis-network draws it.

pyvis' own templates ask two CDNs for files and take headings for markup; so only its graph is used.
"""

from functools import cache, partial
from importlib.resources import files
from typing import IO, Any

from markupsafe import Markup
from pyvis.network import Network

from graph_model.days import iso
from graph_model.snapshot.snapshot import Snapshot
from graph_model.vocabulary import Force
from visuals.network.asked import NetworkAsk
from visuals.network.chosen import Chosen, chosen
from visuals.network.line_looks import line_looks, table_rows
from visuals.network.link_states import LinkState
from visuals.network.looks import COLOURS, unit_looks
from visuals.network.positions import positions
from visuals.network.words import WORDS
from visuals.templating import rendered
from visuals.words import FICTIONAL, Lang, said_from, word

MOST_ROWS = 1_000
"""Links that the table under the picture lists."""

_VIS = "vis-network.min.js"


def write_network(graph: Snapshot, ask: NetworkAsk, lang: Lang, out: IO[bytes], **about: Any) -> None:
    out.write(network_page(graph, ask, lang, **about).encode())


def network_page(graph: Snapshot, ask: NetworkAsk, lang: Lang, *, title: str = "", fictional: bool = False) -> str:
    """`title` names the unit around or within which it is; without one it is the whole ledger."""
    found = chosen(graph, ask)
    net = drawn(graph, ask, found, lang)
    record = graph.history.imports[graph.known_at]
    return rendered(
        "network.html",
        lang=lang.tag,
        say=partial(said_from, WORDS, lang),
        title=title or WORDS["everything"].said(lang),
        fictional=FICTIONAL if fictional else "",
        day=iso(ask.day),
        record=record,
        time=record.time[:16].replace("T", " "),
        chosen=found,
        forces=[(str(force), word(force, Force, lang), COLOURS[force]) for force in Force],
        states=[(str(state), word(state, LinkState, lang)) for state in LinkState],
        data={"nodes": net.nodes, "edges": net.edges},
        rows=list(table_rows(graph, found.ties[:MOST_ROWS], lang)),
        vis=_vis(),
    )


@cache
def _vis() -> Markup:
    """vis-network as it came, but for the last line, which names a file that nobody has."""
    text = files("visuals").joinpath("static", "vendor", _VIS).read_text(encoding="utf-8")
    script, _, _ = text.rpartition("//# sourceMappingURL=")
    assert "</script" not in script.lower(), f"{_VIS} would end the element it stands in"
    return Markup(script)  # a vendored file, whose checksum a test holds


def drawn(graph: Snapshot, ask: NetworkAsk, found: Chosen, lang: Lang) -> Network:
    """The graph with what each unit and line looks like."""
    # Undirected, pyvis compares every new line with all that are there.
    net = Network(directed=True)
    laid_out = positions(graph, ask, found)
    for node in unit_looks(graph, found, laid_out, lang):
        net.add_node(node.pop("id"), **node)
    for edge in line_looks(graph, found.ties, laid_out.zoom, lang):
        net.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    return net
