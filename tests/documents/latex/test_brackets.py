import pytest

from kg.core.errors import UnreadablePaperError
from kg.documents.latex.syntax import arguments, parse


@pytest.mark.parametrize("opened", [r"\usepackage[", r"\cite[see][", r"\section[", r"\cite*["])
@pytest.mark.timeout(60)  # each bracket would double what it takes
def test_brackets_within_brackets_that_nobody_closes_are_text(opened):
    nodes = parse("paper.tex", opened * 40 + "the end")
    assert "".join(node.latex_verbatim() for node in nodes) == opened * 40 + "the end"


@pytest.mark.parametrize("closed", ["[1]", "[1]{a}", "]", "a]b"])
@pytest.mark.timeout(60)
def test_brackets_of_which_some_are_closed_are_read_once(closed):
    source = r"\usepackage[" * 40 + closed * 20
    nodes = parse("paper.tex", source)
    assert "".join(node.latex_verbatim() for node in nodes) == source


def test_an_optional_argument_is_one_where_it_is_closed():
    nodes = parse("paper.tex", r"\cite[p. 1]{a} \cite[b")
    given = [[a.latex_verbatim() for a in arguments(node) if a is not None] for node in (nodes[0], nodes[2])]
    assert given[0] == ["[p. 1]", "{a}"]
    assert "".join(node.latex_verbatim() for node in nodes) == r"\cite[p. 1]{a} \cite[b"


@pytest.mark.parametrize("opened", [r"\frac{", r"\newenvironment{e}{"])
@pytest.mark.timeout(60)  # each would double what it takes
def test_arguments_that_nobody_closes_are_told_and_a_few_are_read(opened):
    with pytest.raises(UnreadablePaperError, match="many of its braces are not closed"):
        parse("paper.tex", opened * 30 + "the end")
    assert "".join(node.latex_verbatim() for node in parse("paper.tex", opened * 3 + "the end")).endswith("the end")
