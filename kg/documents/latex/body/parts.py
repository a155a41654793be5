"""Which macro and which environment of a paper's body is written by what."""

from kg.documents.latex.body import floats, headings, lists, running, tabulars
from kg.documents.latex.body.reader import BodyReader, Part
from kg.documents.latex.citing.citations import CitationPrinter
from kg.documents.latex.known import CITATIONS
from kg.documents.latex.numbers import LEVELS, PARTS_OF_FLOATS, HeadingNumbers, Target, float_kind
from kg.documents.latex.referring import REFERRING, ReferenceStyle
from kg.documents.latex.syntax import Node
from kg.documents.latex.words import SILENT, SPACES, TRANSPARENT

# a name that stands more than once is written by the last of these
_MACROS: tuple[tuple[Part, frozenset[str]], ...] = (
    (running.write_nothing, SILENT),
    (running.write_last_argument, TRANSPARENT | {"multicolumn", "bibinfo", "bibfield"}),
    (running.write_first_argument, frozenset(["texorpdfstring"])),
    (floats.write_part_of_float, PARTS_OF_FLOATS),
    (running.write_space, SPACES),
    (running.write_formula_of_argument, frozenset(["ensuremath"])),
    (running.write_raised, frozenset(["textsuperscript"])),
    (running.write_note_mark, frozenset(["tnote"])),
    (running.write_lowered, frozenset(["textsubscript"])),
    (headings.write_headed, frozenset(headings.HEADED)),
    (running.write_verbatim, frozenset(["verb"])),
    (headings.begin_appendix, frozenset(["appendix", "appendices"])),
    (running.end_paragraph, frozenset(["par"])),
    (running.write_bibliography, frozenset(["bibliography", "printbibliography"])),
    (running.write_link, frozenset(["url", "href", "nolinkurl"])),
    (running.write_footnote, frozenset(["footnote", "tablefootnote"])),
    (running.write_footnote_mark, frozenset(["footnotemark"])),
    (running.keep_footnote, frozenset(["footnotetext", "blfootnote"])),
    (floats.write_caption, frozenset(["caption", "captionof", "subcaption"])),
    (headings.write_run_in_heading, frozenset(["paragraph", "subparagraph"])),
    (running.write_number, REFERRING),
    (headings.write_heading, frozenset(LEVELS)),
    (running.write_citation, CITATIONS),
)
MACROS: dict[str, Part] = {name: part for part, names in _MACROS for name in names}
_ENVIRONMENTS: tuple[tuple[Part, str], ...] = (
    (
        running.write_formula,
        """
        equation align alignat gather multline eqnarray math displaymath flalign split cases equation* align* alignat*
        gather* multline* eqnarray* math* displaymath* flalign* split* cases*
        """,
    ),
    (headings.begin_appendix, "appendix appendices"),
    (
        lists.write_list,
        """
        itemize enumerate description compactitem compactenum inparaenum itemize* enumerate* compactdesc asparaenum
        asparaitem tablenotes
        """,
    ),
    (headings.write_headed, " ".join(headings.HEADED)),
    (running.write_bibliography, "thebibliography"),
    (
        tabulars.write_table,
        """
        tabular tabular* tabularx tabulary longtable tabu longtabu array supertabular xltabular NiceTabular tblr
        longtblr mpxtabular
        """,
    ),
    (floats.write_listing, "verbatim"),
    (
        running.write_nothing,
        """
        tikzpicture pgfpicture picture forest keyword keywords IEEEkeywords icmlauthorlist axis CCSXML highlights
        graphicalabstract
        """,
    ),
)
ENVIRONMENTS: dict[str, Part] = {name: part for part, names in _ENVIRONMENTS for name in names.split()}


def part_of_environment(name: str) -> Part | None:
    """What writes the environment, None where it only shows what it holds."""
    if name not in ENVIRONMENTS and (float_kind(name) or floats.is_code(name)):
        return floats.write_float
    return ENVIRONMENTS.get(name)


def new_reader(
    citations: CitationPrinter,
    bibliography: list[tuple[str, list[Node]]],
    targets: dict[str, Target],
    referring: ReferenceStyle,
    headings: HeadingNumbers,
) -> BodyReader:
    """A reader of a body that cites so, prints this bibliography, and refers and numbers so."""
    return BodyReader(citations, bibliography, targets, referring, MACROS, part_of_environment, headings)
