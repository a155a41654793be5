"""Macros of LaTeX by what they do to the text around them."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TRANSPARENT = _words(
    """
    textbf textit emph textsc texttt textrm textsf textsl textmd textup textnormal text mbox hbox underline uline
    textcolor colorbox resizebox scalebox rotatebox parbox makebox fbox framebox multirow footnotesize
    MakeUppercase uppercase lowercase MakeLowercase bibnamefont bibfnamefont ensuremath Eprint centerline raisebox
    shortstack makecell thead hl st ul sout textls enquote say subcaption adjustbox llap rlap smash showarticletitle
    hyperlink hypertarget hyperref tabincell num sfrac textsubscript textsuperscript IEEEauthorblockN
    IEEEtitleabstractindextext href subfloat subcaptionbox subfigure savebox sbox vbox vtop center mathrm operatorname
    tnote blfootnote bibitemauthor twocolumn enquote* titlecap fontfamily
    """
)
"""What their last argument says is shown."""
SPACES = _words(
    """
    \\ newline linebreak newblock quad qquad enspace thinspace , ; : hfill hspace tabularnewline break hskip cr
    """
) | {" ", "\n", "\t"}
SILENT = _words(
    """
    label vspace setlength addtolength includegraphics adjincludegraphics includepdf includestandalone cmidrule cline
    hline toprule midrule bottomrule Xhline bibliographystyle thispagestyle pagestyle nocite newcommand renewcommand
    providecommand DeclareMathOperator usepackage documentclass documentstyle setcounter newenvironment
    renewenvironment newtheorem theoremstyle numberwithin hypersetup todo missingfigure listoftodos rowcolor
    cellcolor columncolor arrayrulecolor color definecolor colorlet date maketitle centering small footnotesize
    scriptsize tiny large Large LARGE huge Huge normalsize noindent indent clearpage cleardoublepage newpage
    title icmltitle icmltitlerunning icmlauthor icmlaffiliation icmlcorrespondingauthor icmlkeywords icmlsetsymbol
    subtitle shorttitle titlerunning authorrunning shortauthors author thanks addlinespace specialrule vskip rule
    BibitemOpen BibitemShut href@noop natexlab email orcid orcidID affil affiliation additionalaffiliation address
    institute institution department city state country streetaddress postcode inst IEEEauthorblockA IEEEmembership
    acmDOI acmConference acmBooktitle acmJournal acmYear acmISBN acmPrice acmVolume acmNumber acmArticle acmMonth
    acmSubmissionID copyrightyear setcopyright settopmatter received ccsdesc keywords journal journalname
    conferenceinfo cortext corref fnref fntext ead arxivid arxiv input include subfile import addbibresource
    bibliography printbibliography vfill protect par relax phantom hphantom vphantom
    let global bgroup egroup begingroup endgroup bf it em tt sc rm sf sl bfseries itshape ttfamily scshape rmfamily
    sffamily slshape mdseries upshape normalfont boldmath fontsize selectfont linespread baselineskip urlstyle
    pdfbookmark phantomsection addcontentsline tableofcontents listoffigures listoftables captionsetup graphicspath
    lstset lstinputlisting inputminted newfloat newcolumntype newlength settowidth stepcounter refstepcounter
    addtocounter newcounter PassOptionsToPackage PassOptionsToClass bibpunct setcitestyle citestyle bibsep
    DeclareUnicodeCharacter crefname Crefname pagebreak nopagebreak enlargethispage looseness doi thanksref / - ! @
    makeatletter makeatother raggedright flushleft sloppy fussy balance flushbottom raggedbottom and And AND
    endfirsthead endhead endfoot endlastfoot onecolumn appendixname refname bibentry titlenote
    authornote authornotemark affilnum defcitealias crefalias icmlEqualContribution
    printAffiliationsAndNotice bstctlcite nobreak altaffiliation tnotetext tnoteref Description pacs preprint
    """
)
"""They show nothing, nor do their arguments."""
