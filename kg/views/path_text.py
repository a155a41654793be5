"""Paths and their evidence as lines of text."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.core.lineage import Edge, EvidenceKind, LineagePath, Node, NodeKind, SourcedEvidence
from kg.views.phrases import decided_phrase, phrase, source_mark
from kg.views.shown import excerpt, short_title, shown, wrapped
from kg.views.withdrawal import mark

SHORT, LONG = 40, 300
"""How many characters a quote has at least and at most that is read at a glance and says enough."""

_NOTE = 90  # characters of an imported fact's note in a line
_TITLE = 52  # characters of a paper's title in a path
_CAPTION = re.compile(r"(?:fig(?:ure|\.)|tab(?:le|\.)|algorithm|listing)\s*\d", re.IGNORECASE)
_TELLING = re.compile(
    r"data|corpus|corpora|train|experiment|setup|set-up|evaluation|result|implementation", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s*$")
_STATED = re.compile(r"stated in ((?:arXiv|doi):\S*[^\s,;.])", re.IGNORECASE)
_UNCONFIRMED = "unconfirmed"


def path_lines(
    path: LineagePath,
    nodes: Mapping[str, Node],
    *,
    indent: str = "",
    unread: Collection[str] = (),
    told: set[tuple[str, str, str]] | None = None,
) -> list[str]:
    """The path on one line with its belief, then for each hop its best evidence and the hop's own belief, wrapped.

    Hops whose triples stand in ``told`` are only named; those that are shown are added to it.
    """
    lines = wrapped(f"{path_line(path.edges, nodes)}   belief {path.belief:.2f}", indent)
    for edge in path.edges:
        again = told is not None and edge.triple in told
        quoted = f"{path_line((edge,), nodes)}: quoted above · belief {edge.belief:.2f}"
        lines += wrapped(quoted if again else hop_line(edge, nodes, unread), indent + "  ")
        if told is not None:
            told.add(edge.triple)
    return lines


def path_line(edges: Sequence[Edge], nodes: Mapping[str, Node], *, marked: bool = False) -> str:
    """The names and relations of the hops with arrows between; marked adds to a relation what ``source_mark`` gives.

    The hops are one chain, but for the last, which may be several to ends that stand side by side.
    """
    words = [name_of(nodes[edges[0].subject])]
    at = edges[0].subject
    for edge in edges:
        if edge.subject == at:
            mark_of_hop = source_mark(edge.evidence) if marked else ""
            words += [
                phrase(edge.predicate) + (f" [{mark_of_hop}]" if mark_of_hop else ""),
                name_of(nodes[edge.object]),
            ]
            at = edge.object
        else:
            words[-1] += f", {name_of(nodes[edge.object])}"
    return " → ".join(words)


def name_of(node: Node) -> str:
    """The node's name as it stands in a line: papers by their short title, what was withdrawn with a mark."""
    return short_title(node.label, limit=_TITLE) if node.kind is NodeKind.PAPER else shown(node.label) + mark(node)


def hop_line(edge: Edge, nodes: Mapping[str, Node], unread: Collection[str] = ()) -> str:
    """The strongest evidence of the hop, what curators say, how far it is believed, and how much more there is.

    unread are the models whose papers are cited and were not read; a hop that others tell of one says so.
    """
    around = nodes[edge.object].label if edge.object in nodes else ""
    best = rank_evidence(edge.evidence, around)[0]
    told = f"{evidence_text(best, around)}{_decided(edge.evidence, best)}"
    line = f"{told} · belief {edge.belief:.2f}{_more(edge.evidence, best)}"
    if edge.subject in unread and not any(e.kind is EvidenceKind.READ for e in edge.evidence):
        line += f" · the {shown(nodes[edge.subject].label)} paper is cited and not read"
    return line


def best_evidence(evidence: tuple[SourcedEvidence, ...], around: str = "") -> str:
    """The strongest piece, quotes before background facts, and how much more there is."""
    best = rank_evidence(evidence, around)[0]
    return evidence_text(best, around) + _decided(evidence, best) + _more(evidence, best)


def _decided(evidence: tuple[SourcedEvidence, ...], shown_one: SourcedEvidence) -> str:
    """What curators said beside the piece shown, in the order of their names."""
    said = dict.fromkeys(shown(decided_phrase(e)) for e in evidence if e.curated and e is not shown_one)
    return "".join(f" · {text}" for text in said)


def _more(evidence: tuple[SourcedEvidence, ...], shown_one: SourcedEvidence) -> str:
    """How much evidence there is beside the piece shown; of what was imported, from where."""
    rest = [e for e in evidence if e is not shown_one and not e.curated]
    background = sum(e.kind is EvidenceKind.BACKGROUND for e in rest)
    imported = [e for e in rest if e.imported]
    unread = [f"{background} background"] if background else []
    if len(imported) == 1:
        unread.append(f"1 {evidence_text(replace(imported[0], quote=None, note=None))}")
    elif imported:
        names = sorted({shown(e.label) for e in imported})
        unread.append(f"{len(imported)} imported from {', '.join(names)}")
    if not rest:
        return ""
    if len(unread) == 1 and background + len(imported) == len(rest):
        return f" · +{unread[0]}"
    return f" · +{len(rest)} more" + (f" ({', '.join(unread)})" if unread else "")


def rank_evidence(evidence: Iterable[SourcedEvidence], around: str = "") -> list[SourcedEvidence]:
    """The pieces as a reader wants them: quotes, then curators' words, then other facts; each by how well they read.

    A curator who quotes comes before one who gives an address alone.
    """

    def rank(e: SourcedEvidence) -> tuple[object, ...]:
        quote = e.quote or ""
        telling = quote_rank(quote, e.section or "", e.confidence, around)
        return (
            e.background + (e.background and not e.curated),
            e.curated and not e.quote,
            *telling,
            -e.confidence,
            e.label,
            e.source,
            e.start or 0,
            quote,
            e.note is None,
            e.note or "",
        )

    return sorted(evidence, key=rank)


def quote_rank(quote: str, section: str, confidence: float, around: str = "") -> tuple[object, ...]:
    """A key that puts the quote to show first.

    That is the one of most confidence; of those equal a whole sentence and no caption, that holds the name, out of a
    section on data or experiments, of a length that is read at a glance.
    """
    return (
        -round(confidence, 2),
        len(quote) < SHORT or not _SENTENCE_END.search(quote) or _CAPTION.match(quote) is not None,
        around.casefold() not in quote.casefold(),
        _TELLING.search(section) is None,
        len(quote) > LONG,
    )


def evidence_text(evidence: SourcedEvidence, around: str = "") -> str:
    """A quote with the place where it stands, or a background or imported fact plainly marked as one."""
    if evidence.curated:
        return _decided_text(evidence, around)
    if evidence.imported:
        return _imported_text(evidence, around)
    if evidence.background:
        told = remark(evidence)
        return f"background: {_collection(evidence)}" + (f", {told}" if told else "")
    told = remark(evidence)
    limited = f", note: {told}" if told else ""
    return f'"{excerpt(evidence.quote or "", around, limit=LONG)}" ({place(evidence)}{limited})'


def _collection(evidence: SourcedEvidence) -> str:
    return shown(evidence.label) + (f" ({shown(evidence.licence)})" if evidence.licence else "")


def _imported_text(evidence: SourcedEvidence, around: str) -> str:
    """The source and the record in it, what limits the fact, and a paper's words where the source hands them on."""
    record = shown(evidence.record or "").removeprefix(shown(evidence.label)).removeprefix(", ")
    told = ", ".join(part for part in (_collection(evidence), record, remark(evidence)) if part)
    quoted = f': "{excerpt(evidence.quote, around, limit=LONG)}"' if evidence.quote else ""
    return f"imported from {told}{quoted}"


def _decided_text(evidence: SourcedEvidence, around: str) -> str:
    """What a curator did, the words that show it with where they stand, and the curator's reason."""
    work, why = shown(evidence.work or ""), remark(evidence)
    quoted = (
        f'"{excerpt(evidence.quote, around, limit=LONG)}"' + (f" ({work})" if work else "") if evidence.quote else work
    )
    told = "; ".join(part for part in (quoted, why) if part)
    return shown(decided_phrase(evidence)) + (f": {told}" if told else "")


def remark(evidence: SourcedEvidence) -> str:
    """Of a collection's note what readers need: where the fact is stated, or that no paper confirms it; or nothing.

    The note of an imported fact, of a quote, or of a curator, is all of that.
    """
    note = evidence.note or ""
    if evidence.imported or evidence.curated or not evidence.background:
        return excerpt(note, limit=_NOTE)
    if stated := _STATED.search(note):
        return f"stated in {shown(stated[1])}"
    return "not confirmed in a paper" if note.startswith(_UNCONFIRMED) else ""


def place(evidence: SourcedEvidence) -> str:
    """Where a quote stands: the paper's label and the page, or the section where there are no pages."""
    label = short_title(evidence.label, limit=_TITLE)
    if evidence.page is not None:
        return f"{label}, p. {evidence.page}"
    return f"{label}, {shown(evidence.section)}" if evidence.section else label
