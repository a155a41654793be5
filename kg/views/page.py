"""The graph as one HTML page that opens offline."""

from collections.abc import Iterable
from typing import Any

from jinja2.utils import htmlsafe_json_dumps

from kg.core.lineage import Edge, Node, NodeKind, SourcedEvidence
from kg.core.statement import Predicate
from kg.views.pages import asset, inline, policy, render
from kg.views.path_text import rank_evidence, remark
from kg.views.phrases import decided_phrase, phrase, phrase_backwards
from kg.views.picture import Picture, PictureSource, lineage_picture, whole_picture
from kg.views.shown import excerpt, plural, short_title, shown
from kg.views.withdrawal import withdrawn_line

MAX_EVIDENCE = 8
"""How many pieces of evidence a link carries on the page; the count of further ones is told."""

_MAX_QUOTE = 1_000
_SCRIPTS = ("cytoscape.min.js", "graph_layout.js", "graph.js")
# Cytoscape adds this sheet by itself unless it is there, which the page's policy would refuse.
_CYTOSCAPE_SHEET = ".__________cytoscape_container { position: relative; }"

Json = dict[str, Any]


def page(source: PictureSource, name: str | None = None) -> str:
    """The page of the whole graph, or of the lineage of one thing. The same graph gives the same page.

    It fetches nothing, and its policy lets nothing run but the page's own scripts.

    Raises:
        UnknownNameError: nothing goes by ``name``.
    """
    picture = whole_picture(source) if name is None else lineage_picture(source, name)
    scripts, style = [asset(script) for script in _SCRIPTS], asset("graph.css")
    return render(
        "graph.html.j2",
        {
            "title": _title(picture, name),
            "summary": _summary(picture),
            "policy": policy(scripts=scripts, styles=[_CYTOSCAPE_SHEET, style]),
            "cytoscape_sheet": inline(_CYTOSCAPE_SHEET),
            "style": inline(style),
            "scripts": [inline(script) for script in scripts],
            "data": htmlsafe_json_dumps(page_data(picture), separators=(",", ":"), sort_keys=True),
        },
    )


def page_data(picture: Picture) -> Json:
    """What the page's script draws: nodes, links by index into the nodes, evidence by index into a table."""
    index = {node.iri: number for number, node in enumerate(picture.nodes)}
    evidence = _Table()
    return {
        "nodes": [_node(node, picture, evidence) for node in picture.nodes],
        "links": [_link(edge, picture, index, evidence) for edge in picture.edges],
        "evidence": evidence.rows,
        "relations": [
            {"id": p.value, "forward": phrase(p), "backward": phrase_backwards(p)}
            for p in Predicate
            if any(edge.predicate is p for edge in picture.edges)
        ],
        "starts": sorted(index[iri] for iri in picture.starts),
        "truncated": picture.truncated,
    }


class _Table:
    """Pieces of evidence, each held once however many links share it."""

    def __init__(self) -> None:
        self.rows: list[Json] = []
        self._numbers: dict[SourcedEvidence, int] = {}

    def numbers(self, evidence: Iterable[SourcedEvidence], around: str = "") -> list[int]:
        """The rows of the strongest pieces, quotes before background facts."""
        return [self._number(piece) for piece in rank_evidence(set(evidence), around)[:MAX_EVIDENCE]]

    def _number(self, piece: SourcedEvidence) -> int:
        if piece not in self._numbers:
            self._numbers[piece] = len(self.rows)
            self.rows.append(_evidence(piece))
        return self._numbers[piece]


def _evidence(piece: SourcedEvidence) -> Json:
    if piece.curated:
        return _without_nothing(
            label=shown(decided_phrase(piece)),
            quote=excerpt(piece.quote or "", limit=_MAX_QUOTE),
            record=shown(piece.work or ""),
            note=remark(piece),
            curated=True,
        )
    if piece.background:
        return _without_nothing(
            label=shown(piece.label),
            licence=shown(piece.licence or ""),
            note=remark(piece),
            background=True,
            imported=piece.imported,
            record=shown(piece.record or ""),
        )
    return _without_nothing(
        label=short_title(piece.label),
        quote=excerpt(piece.quote or "", limit=_MAX_QUOTE),
        page=piece.page,
        section=shown(piece.section or ""),
        file=shown(piece.file or ""),
        note=remark(piece),
    )


def _node(node: Node, picture: Picture, evidence: _Table) -> Json:
    is_paper = node.kind is NodeKind.PAPER
    return _without_nothing(
        iri=shown(node.iri),
        kind="reference" if is_paper and not node.read else node.kind.value,
        name=short_title(node.label) if is_paper else shown(node.label),
        title=shown(node.label),
        aliases=[shown(alias) for alias in node.aliases],
        citation=shown(node.citation or ""),
        undisclosed=evidence.numbers(node.undisclosed),
        silent=node.iri in picture.silent,
        withdrawn=withdrawn_line(node),
    )


def _link(edge: Edge, picture: Picture, index: dict[str, int], evidence: _Table) -> Json:
    numbers = evidence.numbers(edge.evidence, picture.nodes[index[edge.object]].label)
    return _without_nothing(
        relation=edge.predicate.value,
        belief=round(edge.belief, 3),
        background=edge.background,
        evidence=numbers,
        more=len(set(edge.evidence)) - len(numbers),
    ) | {"source": index[edge.subject], "target": index[edge.object]}


def _without_nothing(**values: Any) -> Json:
    return {key: value for key, value in values.items() if value}


def _title(picture: Picture, name: str | None) -> str:
    if name is None:
        return "Datasets, models and papers"
    starts = [node for node in picture.nodes if node.iri in picture.starts]
    return f"What {short_title(starts[0].label)} rests on"


def _summary(picture: Picture) -> str:
    read = sum(1 for n in picture.nodes if n.kind is NodeKind.PAPER and n.read)
    cited = sum(1 for n in picture.nodes if n.kind is NodeKind.PAPER and not n.read)
    models = sum(1 for n in picture.nodes if n.kind is NodeKind.MODEL)
    datasets = sum(1 for n in picture.nodes if n.kind is NodeKind.DATASET)
    counts = [plural(read, "paper"), plural(models, "model"), plural(datasets, "dataset"), plural(cited, "cited work")]
    return ", ".join(counts)
