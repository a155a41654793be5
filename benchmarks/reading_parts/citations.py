"""In-text citations against what links, another reader, and the LaTeX source say they cite."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from kg.core.document import Citation, Document, Reference
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.documents.reader import read_document
from kg.documents.references.bibliography import find_references
from kg.documents.references.citation_links import linked_citations
from kg.documents.references.citations import find_citations
from kg.documents.text import document_from_text
from reading_parts.figure import Figure
from reading_parts.read_papers import ReadPaper, read_papers

_FEWEST_LINKS = 10
_KEY_WITH_YEAR = re.compile(r"[a-z]{3}\w*(?:19|20)\d\d")
_ALIKE = 0.85  # of folded titles
_WIDEST_LINK = 150  # characters; what is wider covers no marker
_CITE = re.compile(r"\\(?:no)?cite[a-zA-Z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^}]*)\}")
_INPUT = re.compile(r"\\(?:input|include)\s*\{([^}]+)\}")
_COMMENT = re.compile(r"(?<!\\)%.*")


@dataclass
class _Tally:
    """What was asked for and found in each paper, and what was said of it rightly."""

    wanted: int = 0
    met: int = 0
    said: int = 0
    right: int = 0
    recalls: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)

    def add(self, wanted: int, met: int, said: int, right: int) -> None:
        self.wanted, self.met, self.said, self.right = (
            self.wanted + wanted,
            self.met + met,
            self.said + said,
            self.right + right,
        )
        if wanted:
            self.recalls.append(met / wanted)
        if said:
            self.precisions.append(right / said)

    @property
    def recall(self) -> float | None:
        return self.met / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        return self.right / self.said if self.said else None

    @property
    def f1(self) -> float | None:
        if not self.recall or not self.precision:
            return None
        return 2 * self.recall * self.precision / (self.recall + self.precision)

    def __str__(self) -> str:
        if not self.recalls or not self.precisions:
            return "nothing"
        return (
            f"{len(self.recalls)} papers, {self.wanted} citations: recall {self.recall:.3f} "
            f"(median {median(self.recalls):.3f}), precision {self.precision:.3f} "
            f"(median {median(self.precisions):.3f})"
        )


def measure(papers: Path, gold: Path) -> list[Figure]:
    """Citations by links, by text with the links hidden, as annotated, in plain text, and beside a LaTeX source."""
    read = read_papers(papers)
    linked = [p for p in read if len(_cite_links(p)) >= _FEWEST_LINKS]
    return [
        _by_links(linked),
        _by_text(linked),
        _annotated(papers, gold, {p.name: p.document for p in read}),
        *_in_plain_text(gold),
        *_beside_latex(gold),
    ]


def _cite_links(paper: ReadPaper) -> list[Any]:
    return [n for n in paper.layout.links if (n.destination or "").lstrip("/").startswith("cite.")]


# by links


def _by_links(papers: Sequence[ReadPaper]) -> Figure:
    tallies = {False: _Tally(), True: _Tally()}
    for paper in papers:
        wanted = right = 0
        entries = {r.key: r for r in paper.document.references}
        for link in _cite_links(paper):
            shown = paper.layout.text[link.span.start : link.span.end]
            if _in_entries(paper.document, link.span) or len(shown) > _WIDEST_LINK or not re.search(r"\w", shown):
                continue
            wanted += 1
            around = paper.layout.text[max(0, link.span.start - 40) : link.span.end + 10]
            cited = [entries[c.reference_key] for c in paper.document.citations if c.span.overlaps(link.span)]
            right += any(_fits(entry, link.destination, shown, around) for entry in cited)
        tallies[paper.held_out].add(wanted, right, wanted, right)
    both, held = tallies[False].wanted + tallies[True].wanted, tallies[True]
    met = tallies[False].met + held.met
    on = (
        f"{both} link annotations to cite.* in {len(papers)} PDFs, entry's first author or number beside the key and "
        f"the words under the link; held-out half {held.recall or 0:.3f} of {held.wanted}"
    )
    return Figure("citations by links", met / both if both else None, 0.95, on)


def _in_entries(document: Document, span: Span) -> bool:
    return any(r.span and r.span.overlaps(span) for r in document.references)


def _fits(entry: Reference, destination: str, shown: str, around: str) -> bool:
    """Whether the entry is the one that a printed number names, or whose author the key or the words name."""
    if number := re.fullmatch(r"\W*(\d{1,3})\W*", shown):
        return re.fullmatch(rf"{number.group(1)}[b-z]?", entry.key) is not None
    key = fold(re.sub(r"^/?cite\.", "", destination))
    head = {fold(w) for w in re.findall(r"[^\W\d_]{3,}", entry.raw[:60])}
    author = surname(entry.authors[0]) if entry.authors else ""
    names = {n for n in {author, *head} if len(n) > 2}
    if _KEY_WITH_YEAR.match(key) and any(n in key for n in names):
        return True
    return any(n in fold(around) for n in names) or (len(author) == 2 and author in fold(around))


# by text


def _by_text(papers: Sequence[ReadPaper]) -> Figure:
    tallies = {False: _Tally(), True: _Tally()}
    for paper in papers:
        tallies[paper.held_out].add(*_text_beside_links(paper))
    every = _Tally()
    for tally in tallies.values():
        every.add(tally.wanted, tally.met, tally.said, tally.right)
    every.recalls = tallies[False].recalls + tallies[True].recalls
    every.precisions = tallies[False].precisions + tallies[True].precisions
    on = f"F1, links hidden and taken as gold; {every}; held-out half {tallies[True]}"
    return Figure("citations by text alone (links as gold)", every.f1, 0.90, on)


def _text_beside_links(paper: ReadPaper) -> tuple[int, int, int, int]:
    layout = paper.layout
    references = find_references(layout)
    gold = [c for c in linked_citations(layout, references) if not _in_spans(references, c.span)]
    plain = replace(layout, links=())
    read = find_references(plain)
    said = find_citations(plain, read)
    same = _matched(references, read)
    met = sum(any(same.get(g.reference_key) == c.reference_key for c in _near(said, g.span)) for g in gold)
    shared = {c.span for c, d in pairwise(said) if c.span == d.span}  # ranges: links at their ends
    right = counted = 0
    for citation in said:
        agrees = any(same.get(g.reference_key) == citation.reference_key for g in _near(gold, citation.span))
        counted += agrees or citation.span not in shared
        right += agrees
    return len(gold), met, counted, right


def _in_spans(references: Iterable[Reference], span: Span) -> bool:
    return any(r.span and r.span.start <= span.start < r.span.end for r in references)


def _near(citations: Sequence[Citation], span: Span) -> list[Citation]:
    """The citations of a sorted sequence that overlap or touch the span."""
    at = bisect_left(citations, span.start - 200, key=lambda c: c.span.start)
    near = []
    for citation in citations[at:]:
        if citation.span.start > span.end + 1:
            break
        if citation.span.end + 1 >= span.start:
            near.append(citation)
    return near


def _matched(one: Sequence[Reference], other: Sequence[Reference]) -> dict[str, str]:
    """The keys of the one list with those of the other whose entries cover the same text."""
    return {a.key: b.key for a in one for b in other if a.span and b.span and _covers_half(a.span, b.span)}


def _covers_half(a: Span, b: Span) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) > 0.5 * min(len(a), len(b))


# as people annotated them


def _annotated(papers: Path, gold: Path, documents: dict[str, Document]) -> Figure:
    """Markers of datasets and models that people tied to the title of a work."""
    wanted = met = 0
    for path in sorted((gold / "papers").glob("*.json")):
        paper = json.loads(path.read_text("utf-8"))
        file = papers / paper["file"]
        document = documents.get(file.name) or (read_document(file) if file.exists() else None)
        for named in (*paper["datasets"], *paper["models"]):
            marker, title = named.get("citation_marker"), named.get("introduced_by")
            if document is not None and marker and title:
                wanted += 1
                met += _leads_to(document, marker.strip("()[] "), title)
    on = f"{wanted} markers in the papers annotated by hand, found in the text and tied to the title written down"
    return Figure("citations as people tied them", met / wanted if wanted else None, 0.95, on)


def _leads_to(document: Document, marker: str, title: str) -> bool:
    printed = re.compile(r"\s+".join(re.escape(word) for word in marker.split()))
    entries = {r.key: r for r in document.references}
    for found in printed.finditer(document.text):
        span = Span(found.start(), found.end())
        for citation in document.citations:
            entry = entries[citation.reference_key]
            if citation.span.overlaps(span) and _alike(entry.title or entry.raw, title):
                return True
    return False


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() > _ALIKE


# in plain text


def _in_plain_text(gold: Path) -> list[Figure]:
    path = gold / "gsap_ner" / "docs.jsonl"
    if not path.exists():
        return []
    every, held, names = _Tally(), _Tally(), _Tally()
    for line in path.read_text("utf-8").splitlines():
        paper = json.loads(line)
        document = document_from_text(paper["text"], f"{paper['id']}.txt")
        entries = _entries_of(document, paper["layout"].get("ReferenceString", ()))
        counts = _beside_silver(document, entries, paper["layout"].get("ReferenceToBib", ()))
        every.add(*counts)
        if paper["fold"] % 2:
            held.add(*counts)
        names.add(*_names_with_references(document, entries, paper))
    on = f"F1 with the links of GROBID, which are silver; {every}; folds held out {held}"
    beside = f"{names.wanted} names followed by a reference that GROBID resolved"
    return [
        Figure("citations in plain text (GSAP)", every.f1, 0.90, on),
        Figure("names tied to the reference behind them (GSAP)", names.recall, 0.90, beside),
    ]


def _entries_of(document: Document, strings: Iterable[dict[str, Any]]) -> dict[str, str]:
    """For each entry the id of the gold one that covers most of its text."""
    listed = [(s["begin"], s["end"], s["id"]) for s in strings]
    found = {}
    for reference in document.references:
        if reference.span is None:
            continue
        shared = [(min(end, reference.span.end) - max(begin, reference.span.start), i) for begin, end, i in listed]
        best = max(shared, default=(0, ""))
        if best[0] > 0:
            found[reference.key] = best[1]
    return found


def _beside_silver(
    document: Document, entries: dict[str, str], links: Iterable[dict[str, Any]]
) -> tuple[int, int, int, int]:
    resolved = [(n["begin"], n["end"], n["target"].lstrip("#")) for n in links if n.get("target")]
    met = 0
    for begin, end, target in resolved:
        near = [c for c in document.citations if c.span.start < end and begin < c.span.end]
        met += any(entries.get(c.reference_key) == target for c in near)
    said = right = 0
    for citation in document.citations:
        under = [t for begin, end, t in resolved if citation.span.start < end and begin < citation.span.end]
        said += bool(under)
        right += entries.get(citation.reference_key) in under
    return len(resolved), met, said, right


def _names_with_references(
    document: Document, entries: dict[str, str], paper: dict[str, Any]
) -> tuple[int, int, int, int]:
    wanted = met = 0
    for pair in paper.get("adjacent_refs_silver", ()):
        targets = {t.lstrip("#") for t in pair["targets"]}
        if not targets:
            continue
        wanted += 1
        end = paper["spans"][pair["span"]]["end"]
        behind = document.citations_after(end, reach=len(pair["ref_text"]) + 20)
        met += any(entries.get(c.reference_key) in targets for c in behind)
    return wanted, met, wanted, met


# beside LaTeX


def _beside_latex(gold: Path) -> list[Figure]:
    figures = []
    for folder in sorted(p for p in (gold / "latex_pdf").glob("*") if p.is_dir()):
        pdf = folder.parent / f"{folder.name}.pdf"
        if not pdf.exists() or not (folder / "main.tex").exists():
            continue
        source = _source(folder, "main")
        places = {key.strip(): str(n) for n, key in enumerate(_bibitems(source), start=1)}
        wanted = [places[k] for k in _cited_keys(source) if k in places]
        document = read_document(pdf)
        numbers = {r.key: str(n) for n, r in enumerate(document.references, start=1)}
        found = [numbers[c.reference_key] for c in document.citations]
        both = sum(b.size for b in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())
        total = len(wanted) + len(found)
        on = f"F1 in order, {folder.name}: {len(wanted)} keys cited in the source, {len(found)} citations read"
        figures.append(Figure("citations PDF against LaTeX", 2 * both / total if total else None, 0.95, on))
    return figures


def _source(folder: Path, name: str, depth: int = 0) -> str:
    """The source with its inputs in place and its comments out."""
    path = folder / (name if name.endswith(".tex") else f"{name}.tex")
    if depth > 5 or not path.exists():
        return ""
    text = _COMMENT.sub("", path.read_text("utf-8", "replace"))
    return _INPUT.sub(lambda m: _source(folder, m.group(1).strip(), depth + 1), text)


def _bibitems(source: str) -> list[str]:
    return re.findall(r"\\bibitem(?:\[[^\]]*\])?\s*\{([^}]+)\}", source)


def _cited_keys(source: str) -> list[str]:
    return [key.strip() for m in _CITE.finditer(source) if "nocite" not in m.group() for key in m.group(1).split(",")]
