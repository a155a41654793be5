"""How many files of which form lie in a folder, told by a short look: large folders are counted in part."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from kg.documents.discovery import files_below, is_taken
from kg.documents.latex.project.projects import belonging_to_projects
from kg.documents.sniffing import may_be_paper, needs_look

MOST_NAMES = 20_000
"""So many files are looked at."""
_MOST_OPENED = 500  # files of which the beginning is read


class Form(StrEnum):
    """The forms that people know files by, those that are surely papers first."""

    PDF = "PDF"
    LATEX = "LaTeX"
    ARCHIVE = "packed"
    XML = "TEI or JATS"
    JSON = "S2ORC"
    MARKDOWN = "Markdown"
    TEXT = "text"


SURELY = frozenset({Form.PDF, Form.LATEX, Form.ARCHIVE, Form.XML, Form.JSON})
"""The forms in which little else is written than papers; Markdown and text may be anything."""

_FORMS = {
    **dict.fromkeys((".pdf",), Form.PDF),
    **dict.fromkeys((".tex", ".ltx", ".latex"), Form.LATEX),
    **dict.fromkeys((".xml", ".nxml", ".tei"), Form.XML),
    **dict.fromkeys((".json",), Form.JSON),
    **dict.fromkeys((".md", ".markdown"), Form.MARKDOWN),
    **dict.fromkeys((".txt", ".text"), Form.TEXT),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many files of each form there are, by the folder within the one looked at ("" for itself).

    whole is whether all of it was looked at.
    """

    by_folder: dict[str, Counter[Form]]
    whole: bool = True

    @property
    def forms(self) -> Counter[Form]:
        """How many there are in all folders together."""
        return sum(self.by_folder.values(), Counter())


def form_of(name: str) -> Form:
    """The form that a file is of which a search takes, by its name: what has no other suffix is packed.

    >>> form_of("a.PDF").value, form_of("2303.04321v1").value, form_of("a.tar.gz").value
    ('PDF', 'packed', 'packed')
    """
    return _FORMS.get(Path(name).suffix.lower(), Form.ARCHIVE)


def count_papers(folder: Path, *, apart_from: Path | None = None) -> Counted:
    """Count the files that a search of the folder would take, without those below apart_from.

    XML and JSON count where they begin like papers, LaTeX without parts and figures of papers. Where there is too much
    to look at, some of it is not, or counts by its name.
    """
    below = (path for path in files_below(str(folder)) if apart_from not in path.parents)
    names = list(islice(below, MOST_NAMES + 1))
    whole = len(names) <= MOST_NAMES
    found = [path for path in names[:MOST_NAMES] if is_taken(path.name)]
    to_open = [path for path in found if needs_look(path.name)][:_MOST_OPENED]
    papers = set(found) - {path for path in to_open if not may_be_paper(path)}
    if sum(form_of(path.name) is Form.LATEX for path in papers) <= _MOST_OPENED:
        papers -= belonging_to_projects(papers)
    counted: dict[str, Counter[Form]] = {}
    for path in sorted(papers):
        top = path.relative_to(folder).parts
        counted.setdefault(top[0] if len(top) > 1 else "", Counter())[form_of(path.name)] += 1
    return Counted(counted, whole)
