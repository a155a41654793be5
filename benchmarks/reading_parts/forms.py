"""Whether one paper says the same read from several forms: statements, entities, sections, references, citations."""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.core.document import Document
from kg.core.errors import UnreadablePaperError
from kg.core.extraction import Extraction
from kg.core.names import fold
from kg.core.statement import reference_node
from kg.documents.heading_words import bare_heading
from kg.documents.reader import read_document
from kg.pipeline import extract
from reading_parts.figure import Figure

_ASKED = 0.95
_INVENTED = Path(__file__).parents[2] / "tests" / "documents" / "latex" / "papers"


@dataclass(frozen=True, slots=True)
class Form:
    """A paper read from one form."""

    document: Document
    extraction: Extraction


def measure(gold: Path) -> list[Figure]:
    """The agreement of all pairs of forms, as F1 = 2|A∩B| / (|A|+|B|) over all pairs together; Jaccard beside it.

    Pairs are the PDFs of GOLD/latex_pdf, each with what stands beside it under the same name (a folder of LaTeX, an
    archive, another form); and kg's invented papers, typeset by pdfTeX where it is installed.
    """
    real = [(read(a), read(b)) for a, b in find_pairs(gold / "latex_pdf")]
    found = _figures(real, "gold/latex_pdf", _ASKED)
    with tempfile.TemporaryDirectory() as folder:
        typeset = [(read(a), read(b)) for a, b in typeset_pairs(Path(folder))]
    return found + _figures(typeset, "invented papers, typeset", None)


def _figures(pairs: Sequence[tuple[Form | None, Form | None]], on: str, asked: float | None) -> list[Figure]:
    found: list[Figure] = []
    for name, aspect in ASPECTS.items():
        value, jaccard, counts = agreement(pairs, aspect)
        where = f"{len(pairs)} pairs: {counts}"
        found.append(Figure(f"forms, {on}: {name} agree, F1", value, asked if aspect is statements else None, where))
        if aspect is statements:
            found.append(Figure(f"forms, {on}: {name} agree, Jaccard", jaccard, None, where))
    return found


def typeset_pairs(folder: Path) -> list[tuple[Path, Path]]:
    """The invented papers typeset into the folder, each with its source; none where pdfTeX is not installed."""
    if not shutil.which("pdflatex") or not shutil.which("bibtex"):
        return []
    shutil.copytree(_INVENTED, folder, dirs_exist_ok=True)
    pairs = []
    for source in sorted(folder.glob("*.tex")):
        latex = ("pdflatex", "-interaction=nonstopmode", "-no-shell-escape", source.stem)
        for command in (latex, ("bibtex", source.stem), latex, latex):
            subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
        typeset = source.with_suffix(".pdf")
        if typeset.exists():
            pairs.append((typeset, _INVENTED / source.name))
    examples = _INVENTED.parents[3] / "examples"
    pairs += [
        (pdf, source)
        for pdf in sorted((examples / "papers").glob("*.pdf"))
        if (source := examples / "source" / f"{pdf.stem}.tex").exists()
    ]
    return pairs


def find_pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Each PDF of the folder with its other forms; of a LaTeX project the main file stands for it."""
    pairs = []
    for pdf in sorted(folder.glob("*.pdf")):
        for other in sorted(folder.iterdir()):
            if other == pdf or not re.fullmatch(re.escape(pdf.stem) + r"(\.[\w.]+)?", other.name):
                continue
            if other.is_dir():
                mains = [t for t in sorted(other.glob("*.tex")) if "\\documentclass" in t.read_text("utf-8", "replace")]
                pairs += [(pdf, main) for main in mains[:1]]
            else:
                pairs.append((pdf, other))
    return pairs


def read(path: Path) -> Form | None:
    """The paper in the file; None where it cannot be read, which counts as saying nothing."""
    try:
        document = read_document(path)
    except UnreadablePaperError:
        return None
    return Form(document, extract(document))


def agreement(
    pairs: Iterable[tuple[Form | None, Form | None]], aspect: Callable[[Form], Mapping[Hashable, int]]
) -> tuple[float | None, float | None, str]:
    """F1 and Jaccard of what the forms say in one respect, over all pairs together, and the counts in words."""
    common = first = second = 0
    for a, b in pairs:
        left, right = (Counter(aspect(form)) if form else Counter[Hashable]() for form in (a, b))
        common += (left & right).total()
        first += left.total()
        second += right.total()
    if not first + second:
        return None, None, "nothing to compare"
    union = first + second - common
    return 2 * common / (first + second), common / union, f"{first} and {second}, {common} in both"


def statements(form: Form) -> Mapping[Hashable, int]:
    """The triples; entries of the bibliography go by their work instead of their key."""
    works = _works(form.document)
    return Counter((s.subject, s.predicate, works.get(s.object, s.object)) for s in form.extraction.statements)


def entities(form: Form) -> Mapping[Hashable, int]:
    """Datasets and models by their identifiers."""
    return Counter(e.id for e in form.extraction.entities)


def sections(form: Form) -> Mapping[Hashable, int]:
    """Headings without their numbers, with their kinds."""
    return Counter((fold(bare_heading(s.heading)), s.kind) for s in form.document.sections if s.heading)


def references(form: Form) -> Mapping[Hashable, int]:
    """Entries by their works."""
    return Counter(_works(form.document).values())


def citations(form: Form) -> Mapping[Hashable, int]:
    """Pairs of a citing sentence, by its first words, and the work that it cites."""
    document, works = form.document, _works(form.document)
    found: Counter[Hashable] = Counter()
    for citation in document.citations:
        sentence = document.sentence_of(citation.span.start)
        # markers and formulas look different in every form, so words are what a sentence is known by
        words = re.findall(r"[^\W\d_]{3,}", document.quote(sentence)) if sentence else []
        work = works.get(reference_node(citation.reference_key))
        if words and work:
            found[(fold(" ".join(words[:4])), work)] = 1
    return found


def _works(document: Document) -> dict[str, str]:
    """For each entry's node the work it stands for: by title, else arXiv id or DOI, else first author and year."""
    return {
        reference_node(r.key): fold(r.title or "")
        or r.arxiv
        or r.doi
        or fold(f"{r.authors[:1]}{r.year}")
        or fold(r.raw)
        for r in document.references
    }


ASPECTS: dict[str, Callable[[Form], Mapping[Hashable, int]]] = {
    "statements": statements,
    "entities": entities,
    "sections": sections,
    "references": references,
    "citing sentences": citations,
}
