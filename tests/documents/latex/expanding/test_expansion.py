"""What a paper's own macros, conditionals and files come to."""

import contextlib
import time
from pathlib import Path

import pytest

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.expanding.actions import new_expander
from kg.documents.latex.project.files import LatexFiles
from kg.documents.latex.project.trees import MemoryTree


def expanded(source: str, **files: str) -> str:
    tree = MemoryTree({name.replace("_dot_", "."): text.encode() for name, text in files.items()})
    expander = new_expander("main.tex", LatexFiles(tree, "main.tex", "main.tex"), 1_000_000)
    return " ".join(expander.expand(source).split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\newcommand{\ds}{Bird\xspace}\ds is. \ds. \ds\cite{a} \ds{} .", r"Bird is. Bird. Bird \cite{a} Bird{} ."),
        (r"\newcommand\ds{BirdBench}\ds{} and \ds.", "BirdBench{} and BirdBench."),
        (r"\newcommand*{\ds}[2][small]{Bird#1 of #2}\ds{x} \ds[big]{y}", "Birdsmall of x Birdbig of y"),
        (r"\newcommand{\b}{\bfseries}{\b Bird}", r"{\bfseries Bird}"),
    (r"\def\ds{Bird}\def\two#1#2{#2#1}\two{a}{\ds}", "Birda"),
        (r"\def\until#1.{<#1>}\until some words. rest", "<some words> rest"),
        (r"\newcommand{\a}{A}\let\b\a\renewcommand{\a}{Z}\b\a", "AZ"),
        (r"\providecommand{\a}{A}\providecommand{\a}{B}\a", "A"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}$\argmax$", r"$\operatorname{arg\,max}$"),
        (r"\DeclareRobustCommand{\ds}{Bird}\ds", "Bird"),
        (r"\NewDocumentCommand{\ds}{s O{x} m}{#2#3}\ds{a}\ds*[b]{c}", "xabc"),
        (r"\newcommandx{\ds}[2][1=small]{#1#2}\ds{a}", "smalla"),
        (r"\newcommand{\outer}{\inner}\newcommand{\inner}[1]{<#1>}\outer{a}", "<a>"),
        (r"\renewcommand{\section}{x}\section{A}", r"\section{A}"),
        (r"a \iffalse b \else c \fi d", "a c d"),
        (r"a \iffalse b \iftrue x \fi c \fi d", "a d"),
        (r"\newif\iflong \longtrue \iflong yes\else no\fi \longfalse \iflong yes\else no\fi", "yes no"),
        (r"\newcommand{\x}{}\ifdefined\x yes\else no\fi \ifdefined\nobody yes\else no\fi", "yes no"),
        (r"\newcommand{\blind}{0}\if0\blind named\else anonymous\fi", "named"),
        (r"\newtoggle{arxiv}\toggletrue{arxiv}\iftoggle{arxiv}{yes}{no}", "yes"),
        (r"\newboolean{b}\setboolean{b}{true}\ifthenelse{\boolean{b}}{yes}{no}", "yes"),
        ("a% note \\x\n  b\n%\n\nc \\% d", "ab c \\% d"),
        (r"\begin{comment} gone \end{comment}kept \excludecomment{secret}\begin{secret}x\end{secret}", "kept"),
        (r"\begin{verbatim} 5% \x \end{verbatim}", r"\begin{verbatim} 5% \x \end{verbatim}"),
        (r"\url{https://x.org/a%20b#c}", r"\url{https://x.org/a\%20b\#c}"),
        (r"\newenvironment{birds}[1]{Of #1:}{the end.}\begin{birds}{marsh} x \end{birds}", "Of marsh: x the end."),
        (r"\newacronym{hb}{HB}{HeronBench}\gls{hb} and \gls{hb}", "HeronBench (HB) and HB"),
        (r"\acrodef{hb}[HB]{HeronBench}\ac{hb}, \acp{hb}, \acl{hb}", "HeronBench (HB), HBs, HeronBench"),
        (r"\parencites[1]{a}[see][2]{b}", r"\parencite{a,b}"),
        (r"\makeatletter\def\@x{in}\newcommand{\y}{\@x}\y\makeatother", "in"),
        (r"shown \end{document} hidden", r"shown \end{document}"),
    ],
)  # fmt: skip
def test_source_is_expanded_as_tex_would(source: str, text: str) -> None:
    assert expanded(source) == text


def test_files_are_taken_in_with_what_they_define() -> None:
    source = r"\usepackage{ours}\input{names.tex}\ds{} \input{part} \include{gone} \input part"
    files = {
        "ours_dot_sty": r"\newcommand{\ds}{Bird@x}\newcommand{\good}{Heron}\def\@hidden{x}",
        "part_dot_tex": r"[\good]",
    }
    assert (
        expanded(source, names_dot_tex=r"\newcommand{\ds}{Teal}", **files)
        == r"\usepackage{ours} Teal{} [Heron] [Heron]"
    )


def test_a_part_that_compiles_alone_gives_its_inside() -> None:
    part = r"\documentclass[main]{subfiles}\begin{document}Inside.\end{document}"
    assert expanded(r"\subfile{part} after", part_dot_tex=part) == "Inside. after"


@pytest.mark.parametrize(
    "source",
    [
        r"\def\x{\x}\x",
        r"\def\x{a\x}\x",
        r"\def\x{\x\x}\x",
        r"\def\x#1{\x{#1#1}}\x{aaaa}",
        r"\def\a{bb}" + "".join(rf"\def\{chr(98 + i)}{{\{chr(97 + i)}\{chr(97 + i)}}}" for i in range(24)) + r"\y",
        r"\newenvironment{a}{\begin{a}}{}\begin{a}",
        r"\let\a\b\let\b\a\a\b",
        r"\input{self}",
        r"\iffalse" * 5000,
        r"\newcommand" * 5000,
        r"\newcommand{\x}" * 2000,
        r"\def\x#1#2#3#4#5#6#7#8#9{#9#9}\x",
        "{" * 10_000 + r"\newcommand{\x" + "}" * 500,
        r"\x[" * 3000,
        r"\newif\ifa\ifa" * 2000,
        r"\acrodef{a}[\ac{a}]{\ac{a}\ac{a}}\ac{a}",
        "\\",
        "\\newif",
        "\\verb",
        "\\let\\a",
        "\\begin",
    ],
)
def test_bombs_end_soon(source: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(UnreadablePaperError):
        expanded(source, self_dot_tex=r"x \input{self}\input{self} \input{main}", main_dot_tex="y")
    assert time.monotonic() - started < 10


def test_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePaperError) as caught:
        expanded("word " * 300_000)
    assert caught.value.code is ReasonCode.TOO_LARGE
