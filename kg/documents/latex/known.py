"""The names in LaTeX that kg gives a meaning to, and that a paper's own definitions therefore do not change."""

from kg.documents.latex.macros import ENVIRONMENTS, MACROS


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARENTHETICAL = _words(
    """
    cite citep Citep citealp Citealp parencite Parencite autocite Autocite footcite footcitetext supercite smartcite
    citealt Citealt citeyearpar shortcite citenum fullcite footfullcite onlinecite citeNP citeANP shortciteNP
    possessivecite
    """
)
NARRATIVE = _words(
    """
    citet Citet textcite Textcite citeasnoun newcite citeN citeA shortciteN citetext shortciteA Citeasnoun
    citetalias citepalias
    """
)
AUTHOR_ONLY = _words("citeauthor Citeauthor citeauthorp citefullauthor")
YEAR_ONLY = _words("citeyear citedate citeyearNP")
TITLE_ONLY = _words("citetitle")
MANY = _words("cites parencites textcites autocites footcites Parencites Textcites Autocites supercites")
"""biblatex's forms for several works, each with notes of its own."""
CITATIONS = PARENTHETICAL | NARRATIVE | AUTHOR_ONLY | YEAR_ONLY | TITLE_ONLY

VERBATIM_ENVIRONMENTS = _words("verbatim verbatim* Verbatim BVerbatim lstlisting minted alltt spverbatim")
DROPPED_ENVIRONMENTS = _words("comment CCSXML filecontents filecontents* rawhtml htmlonly")
RAW_ARGUMENTS = _words("url href nolinkurl path verb")

_ANYBODYS = _words(
    """
    state city country num ce si SI say st hl ul uline sout inst department doi arxiv arxivid path journal received
    ack keywords small algorithm matrix array quote keyword qty email orcid institution address thead rule smash
    mathrm operatorname frac dfrac tfrac
    """
)
"""Names of classes and packages that papers also give to macros of their own."""
OWN_NAMES = (
    frozenset(MACROS) | frozenset(ENVIRONMENTS) | CITATIONS | MANY | RAW_ARGUMENTS | VERBATIM_ENVIRONMENTS
) - _ANYBODYS
