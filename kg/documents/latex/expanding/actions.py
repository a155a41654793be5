"""Which macro does what when a paper's source is expanded."""

from collections.abc import Iterable

from kg.documents.latex.expanding import branching, defining, including, passages, quantities
from kg.documents.latex.expanding.acronyms import USES
from kg.documents.latex.expanding.expansion import Action, Expander
from kg.documents.latex.known import MANY, RAW_ARGUMENTS
from kg.documents.latex.project.files import LatexFiles

_ACTIONS: tuple[tuple[Action, str], ...] = (
    (
        defining.define,
        """
        newcommand renewcommand providecommand DeclareRobustCommand newrobustcmd renewrobustcmd newcommandx
        renewcommandx def edef gdef xdef NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand
        DeclareDocumentCommand
        """,
    ),
    (defining.define_operator, "DeclareMathOperator"),
    (defining.let, "let"),
    (defining.define_environment, "newenvironment renewenvironment"),
    (defining.define_citations, "newcites"),
    (defining.exclude, "excludecomment"),
    (defining.new_switch, "newif"),
    (
        defining.set_toggle,
        "newtoggle toggletrue togglefalse settoggle newbool booltrue boolfalse setbool newboolean setboolean",
    ),
    (defining.define_glossary_entry, "newglossaryentry"),
    (defining.define_acronym, "newacronym acrodef acro"),
    (branching.skip_else, "else or"),
    (branching.choose, "iftoggle ifbool ifthenelse @ifundefined"),
    (passages.space, "xspace"),
    (passages.cite_many, " ".join(MANY)),
    (passages.drop_rule, "cmidrule cdashline cdashlinelr"),
    (passages.begin, "begin"),
    (passages.end, "end"),
    (including.take_in, "input include subfile import subimport subincludefrom inputfrom InputIfFileExists"),
    (including.end_input, "endinput"),
    (including.use_package, "usepackage RequirePackage documentclass documentstyle LoadClass"),
    (including.set_letters, "makeatletter makeatother"),
    (including.nothing, "fi long global protected makeindex includeonly"),
)
ACTIONS: dict[str, Action] = {name: action for action, names in _ACTIONS for name in names.split()}
_FALLBACKS: tuple[tuple[Action, Iterable[str]], ...] = (
    (passages.print_acronym, USES),
    (quantities.print_quantity, quantities.QUANTITIES),
    (passages.copy_raw, RAW_ARGUMENTS),
    (passages.copy_listing, ("lstinline", "mintinline", "Verb")),
)
FALLBACKS: dict[str, Action] = {name: action for action, names in _FALLBACKS for name in names}


def new_expander(name: str, files: LatexFiles, max_characters: int) -> Expander:
    """An expander for the paper of this name, whose files these are."""
    return Expander(name, files, max_characters, ACTIONS, FALLBACKS)
