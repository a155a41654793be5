"""The page of JSON, field by field: each command that answers in JSON is run on the example papers."""

import contextlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from json_shapes import fields_of, not_in_examples, shape_of, shapes_in, types_of, written
from ontology_examples import populate
from typer.testing import CliRunner
from writing import NOTE, code, table

import kg.cli

_INTRO = """# JSON, field by field

What each command with `--json` prints: its fields with their types, and an answer over a graph of the example papers, with a card, a mapping, a
few decisions and a file that cannot be read beside them. [JSON](../json.md) says what the fields mean. `[]` stands for each item of a
list. In the examples lists are cut after their first item, texts after a hundred characters and numbers after two digits, each with `…`; what differs
from one run to the next, and an object whose [shape](#shapes) was shown, stands as `…` alone.

"""
_LONGEST = 100
_VOLATILE = frozenset({"version", "settings", "bytes", "files"})
_EVENTS = "events.jsonl"
_REPORTED = ("plover.md", "flightpath.txt", "heronnet.txt", "marshbirds.md", "waderbench.tex")
_WHO = ("--by", "Ada", "--when", "2026-01-16T10:00:00Z")
_TEXT = '{"id": 1, "text": "We train BERT on GLUE."}\n'
_REFERENCE = '{"raw": "A. Fenn. A corpus of reeds. In Birds, 2020. doi:10.5555/reeds"}\n'


@dataclass(frozen=True, slots=True)
class Format:
    """A command whose answer is shown, the schema that the API has for it, and what it is given on stdin.

    codes are the exit codes that are right, file is where it writes what is shown; also are further calls, whose answers
    have fields and types that the one shown lacks. left is a folder that a killed kg has left before.
    """

    words: str
    schema: str | None = None
    stdin: str = ""
    codes: tuple[int, ...] = (0,)
    file: str | None = None
    also: tuple[str, ...] = ()
    left: str | None = None


FORMATS = (
    Format("extract papers --explain --json"),
    Format("mentions", stdin=_TEXT),
    Format("references", stdin=_REFERENCE),
    Format(
        "trace Flightpath --json",
        "Trace",
        also=("trace Quail-1 --json", "trace Plover --json", "trace heronnet.txt --to LapwingPix --json"),
    ),
    Format("impact Marshbirds --json", "Impact", also=("impact Reedcalls --json",)),
    Format("impact Marshbirds --withdrawn 2026-01 --json", "Withdrawal"),
    Format("leaks Quail-2 --json", "Leaks", also=("leaks Plover --json",)),
    Format("licenses Quail-3 --json", "Licences"),
    Format(
        "overlap Quail-1 Quail-3 --json",
        "Overlap",
        also=("overlap Quail-1 Plover --json", "overlap Quail-2 Quail-3 --json"),
    ),
    Format("frontier --json", "Frontier"),
    Format("conflicts --json", "Conflicts"),
    Format("report quail-2.pdf --format json", also=tuple(f"report {name} --json" for name in _REPORTED)),
    Format("query counts --json", also=("query ASK{?s<https://w3id.org/kg/ns#trainsOm>?o} --json",)),
    Format(
        "build papers broken.pdf code.md --graph other --json",
        codes=(0, 3),
        also=("build copied --graph other --json",),
    ),
    Format("status --json"),
    Format("build papers broken.pdf --graph other --events events.jsonl --force --json", codes=(3,), file=_EVENTS),
    Format("diff other kg-graph --json"),
    Format("stats --json"),
    Format("import facts.csv broken.pdf --graph other --json", codes=(3,)),
    Format("sources --json", "Sources"),
    Format("curate reject Bittern architecture_from Quail-2 --why doubt --graph other --json " + " ".join(_WHO)),
    Format("curate list --json"),
    Format("curate queue --json"),
    Format("curate merge-log kg-graph/curation.tsv --graph other --json"),
    Format(
        "registry find SQuAD --json",
        codes=(0, 1),
        also=("registry find DukeMTMC --json", "registry find BERT --json", "registry find SQuADD --json"),
    ),
    Format("registry stats --json"),
    Format("build papers --shards shards --json"),
    Format("load shards --graph loaded --json"),
    Format("validate --json"),
    Format("backup kg-graph -o copy.tar --json"),
    Format("restore copy.tar --graph restored --json"),
    Format("doctor --json", codes=(1,), left="kg-graph/.migrating"),
    Format("config show --json"),
    Format("fetch arxiv:2303.04321 --offline --into fetched --json", codes=(3,)),
)
_HIDDEN = frozenset({"build papers --shards shards --json"})  # it says what kg build says


def page() -> str:
    """The page as text."""
    answers = [(each, found) for each, found in _asked() if each.words not in _HIDDEN]
    text = NOTE + _INTRO + "## Shapes\n\nThese objects stand in many answers, and are called by their names below.\n"
    for name, found in shapes_in(value for _, values in answers for value in values).items():
        own = [{field: inner for field, inner in value.items() if field in fields_of(name)} for value in found]
        text += f"\n### {name}\n\n" + _fields(own)
    return text + "".join(_section(each, values) for each, values in answers)


def _section(each: Format, values: list[Any]) -> str:
    shown = json.dumps(_cut(values[0], set()), indent=2, ensure_ascii=False)
    shown = re.sub(r'"…(-?[\d.]+)"', r"\1…", shown).replace('"…"', "…")
    heading = re.sub(r" --(?:by|when|why) \S+", "", each.words)
    heading = re.sub(r" --json$", "", heading) if each.file else heading
    return f"\n## kg {heading}\n\n{_fields(values, each.schema)}\n```text\n{shown}\n```\n"


def _fields(values: list[Any], schema: str | None = None) -> str:
    types = types_of(values, schema)
    listed = {path: kinds for path, kinds in types.items() if path and kinds != {"list"}}
    return table(
        ("field", "type"), ((code(path), written(kinds - {"list"})) for path, kinds in _with_empty(types, listed))
    )


def _with_empty(types: dict[str, set[str]], listed: dict[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    """The fields that are told: of a list its items, and the list itself where no example of it has any."""
    for path, kinds in types.items():
        if path in listed:
            yield path, kinds | (not_in_examples(path) if kinds == {"null"} else set())
        elif path and f"{path}[]" not in types:
            yield f"{path}[]", not_in_examples(path)


def _asked() -> Iterator[tuple[Format, list[Any]]]:
    """Each format with what its command answers, line by line."""
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        populate(Path(place))
        Path("copied").mkdir()
        for name in ("a.md", "b.md"):
            shutil.copyfile("papers/plover.md", Path("copied", name))
        for each in FORMATS:
            if each.file:
                Path(each.file).unlink(missing_ok=True)
            if each.left:
                Path(each.left).mkdir()
            lines = [line for words in (each.words, *each.also) for line in _answered(words, each)]
            lines = Path(each.file).read_text("utf-8").splitlines() if each.file else lines
            yield each, [json.loads(line) for line in lines]


def _answered(words: str, each: Format) -> list[str]:
    done = CliRunner().invoke(kg.cli.app, words.split(), input=each.stdin, env={"KG_GRAPH": "kg-graph"})
    if done.exit_code not in each.codes:
        raise SystemExit(f"kg {words}: {done.output}")
    return done.stdout.splitlines()


def _cut(value: Any, seen: set[str], name: str = "") -> Any:
    """The value as it is shown: lists, texts and numbers cut, a shape told once, what differs by the run left out."""
    if name in _VOLATILE:
        return "…"
    if isinstance(value, dict):
        shape = shape_of(value)
        if shape in seen:
            return "…"
        seen |= {shape} if shape and set(value) <= fields_of(shape) else set()
        return {field: _cut(inner, seen, field) for field, inner in value.items()}
    if isinstance(value, list):
        return [*(_cut(inner, seen) for inner in value[:1]), *(["…"] if len(value) > 1 else [])]
    if isinstance(value, float):
        return value if round(value, 2) == value else f"…{value:.2f}"
    if isinstance(value, str) and len(value) > _LONGEST:
        return value[:_LONGEST] + "…"
    return value
