"""The page of reason codes: what each means, and the sentences that kg says with it, read out of the program."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from writing import NOTE, code, table

import kg
from kg.core.errors import ReasonCode

MEANINGS = {
    ReasonCode.MISSING: "there is no such file",
    ReasonCode.EMPTY_FILE: "the file has no bytes",
    ReasonCode.NOT_A_PAPER: "it is something else, whatever its name says",
    ReasonCode.UNSUPPORTED: "a format that kg does not read",
    ReasonCode.DAMAGED: "it breaks off or contradicts itself",
    ReasonCode.ENCRYPTED: "it needs a password",
    ReasonCode.NO_TEXT: "no text to be read; where the pages are pictures, recognise the text first",
    ReasonCode.TOO_LARGE: "more bytes or pages than kg takes",
    ReasonCode.TIMEOUT: "it took longer than a paper may take",
    ReasonCode.OUT_OF_MEMORY: "it needed more memory than a paper may take",
    ReasonCode.CRASHED: "the reading process died; the others went on",
    ReasonCode.LOST: "it was stored, and is gone from the store; `kg doctor --fix` found that",
}
_INTRO = """# Reason codes

A paper that cannot be read ends nothing: it is recorded with a code and a sentence that says what would help. Codes are stable words that
scripts may rely on; they stand in the tables of `kg build` and `kg status`, in the [JSON](../json.md#kg-build---json-and-kg-status---json)
as `code`, and in the graph as `kg:reasonCode`. `kg query failures` lists all that failed, and `kg retry` tries them again.

"""
_SAID = """
## What kg says with each

Figures and names that are filled in stand as `…`.
"""
_FURTHER = """
## Other words

[`kg fetch`](../commands.md#kg-fetch) has codes of its own for what could not be fetched, [`kg doctor`](../commands.md#kg-doctor) for
faults of a graph, [`kg leaks`](../commands.md#kg-leaks) verdicts, and [`kg conflicts`](../commands.md#kg-conflicts) kinds.
"""


def page() -> str:
    """The page as text."""
    said = defaultdict(set)
    for path in sorted(Path(kg.__file__).parent.rglob("*.py")):
        for word, sentence in _sentences(ast.parse(path.read_text("utf-8"))):
            said[word].add(sentence)
    listed = table(("code", "means"), ((code(c.value), MEANINGS[c]) for c in ReasonCode))
    sections = "".join(
        f"\n### {c.value}\n\n" + "".join(f"- {s}\n" for s in sorted(said[c.name])) for c in ReasonCode if said[c.name]
    )
    return NOTE + _INTRO + listed + _SAID + sections + _FURTHER


def _sentences(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The code and the sentence of each call or tuple that holds both."""
    for node in ast.walk(tree):
        parts = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        words = [p.attr for p in parts if isinstance(p, ast.Attribute) and ast.unparse(p.value) == "ReasonCode"]
        for part in parts if words else []:
            sentence = _text(part)
            if sentence and " " in sentence:
                yield words[0], sentence


def _text(node: ast.expr) -> str:
    """What a text says, with what is filled in left open."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""
