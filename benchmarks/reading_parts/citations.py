"""In-text citations against what links, people, another reader, and the LaTeX source say they cite."""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path

from kg.core.document import Document
from kg.core.names import fold
from kg.core.spans import Span
from kg.documents.reader import read_document
from reading_parts.citations_by_links import beside_links
from reading_parts.citations_in_plain_text import in_plain_text
from reading_parts.figure import Figure
from reading_parts.read_papers import read_papers

_ALIKE = 0.85  # of folded titles
_CITE = re.compile(r"\\(?:no)?cite[a-zA-Z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^}]*)\}")
_INPUT = re.compile(r"\\(?:input|include)\s*\{([^}]+)\}")
_COMMENT = re.compile(r"(?<!\\)%.*")


def measure(papers: Path, gold: Path) -> list[Figure]:
    """Citations by links, by text with the links hidden, as annotated, in plain text, and beside a LaTeX source."""
    read = read_papers(papers)
    documents = {p.name: p.document for p in read}
    return [
        *beside_links(read),
        _annotated(papers, gold, documents),
        *in_plain_text(gold),
        *_beside_latex(gold),
    ]


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
