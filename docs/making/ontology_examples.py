"""Finds a triple for each term of the ontology in a real graph, and keeps them in a table: `make reference`.

The graph holds the example papers, a card and a mapping, decisions of a person, and a file that cannot be read.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.resources import shipped
from kg.store.vocabulary import PREFIXES

TABLE = Path(__file__).with_suffix(".tsv")
_BROUGHT = {
    "cards/quail-3/README.md": "---\nlicense: cc-by-nc-4.0\nbase_model: Quail-2\ndatasets:\n  - LakeHum\n---\n# Quail-3\n",
    "same.sssom.tsv": (
        "# curie_map:\n#   dataset: https://w3id.org/kg/id/dataset/\n"
        "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tmapping_justification\n"
        "dataset:lakehum\tLakeHum\tskos:exactMatch\tNot\tdataset:marshbirds\tMarshbirds\tsemapv:ManualMappingCuration\n"
    ),
    "broken.pdf": "%PDF-1.4\n",
    "code.md": "# A Note\n\n## 1 Code\n\nOur code is at https://example.org/quail-2 for all who want it.\n",
    "facts.csv": "subject,predicate,object\nBittern,architecture_from,Quail-2\n",
}
_TOLD = ("--by", "Ada", "--when", "2026-01-15T10:00:00Z")
_COMMANDS = (
    ("build", "papers", "broken.pdf", "code.md"),
    ("import", "cards", "--license", "CC-BY-4.0"),
    ("import", "same.sssom.tsv", "facts.csv"),
    ("curate", "reject", "Marshbirds", "evaluates_on", "Marshbirds", "--why", "a caption tells of no test", *_TOLD),
    ("curate", "add", "Plover", "trained_on", "Reedcalls", "--source", "the makers' talk", *_TOLD),
    ("curate", "rename", "LapwingPix", "Lapwing Pictures", *_TOLD),
    ("curate", "merge", "dataset:LakeHum", "dataset:HeronChat", *_TOLD),
)
_LIKED = re.compile(r"quail|marshbirds|heron|plover|LakeHum|Ada", re.IGNORECASE)


def main() -> None:
    """Write the table anew."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        populate(folder)
        with kg.open_graph(folder / "kg-graph") as graph, TABLE.open("w", encoding="utf-8", newline="\n") as file:
            quads = list(graph.store.quads_for_pattern(None, None, None, None))
            file.writelines(f"{term}\t{triple}\n" for term, triple in _examples(quads))


def populate(folder: Path) -> None:
    """Put the papers and all that is brought beside them into the folder, and make the graph of both."""
    (folder / "papers").symlink_to(shipped("examples", "papers"))
    for name, text in _BROUGHT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for words in _COMMANDS:  # exit code 3: the broken file failed, as it should
        command = [sys.executable, "-c", "from kg.cli import main; main()", *words]
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        if done.returncode not in (0, 3):
            raise SystemExit(f"examples: kg {' '.join(words)} failed")


def _examples(quads: list[Quad]) -> Iterator[tuple[str, str]]:
    """The best triple for each term of our own that the graph has, sorted."""
    found: dict[str, list[str]] = {}
    for quad in quads:
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["kg"]):
                triple = f"{_written(quad.subject)} {_written(quad.predicate)} {_written(quad.object)} ."
                found.setdefault(_written(term), []).append(triple)
    for term in sorted(found):
        yield term, min(set(found[term]), key=lambda t: (_LIKED.search(t) is None, len(t), t))


def _written(term: object) -> str:
    if isinstance(term, NamedNode):
        if term.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
            return "a"
        for prefix, namespace in PREFIXES.items():
            local = term.value.removeprefix(namespace)
            if local != term.value and re.fullmatch(r"\w[\w-]*", local):
                return f"{prefix}:{local}"
        return f"<{term.value}>"
    assert isinstance(term, Literal)
    plain = str(term)
    for kind, written in (("integer", r"\d+"), ("decimal", r"\d+\.\d+"), ("boolean", "true|false")):
        if plain.endswith(f"XMLSchema#{kind}>") and re.fullmatch(written, term.value):
            return term.value
    for prefix in ("xsd", "rdf"):
        plain = plain.replace(f"^^<{PREFIXES[prefix]}", f"^^{prefix}:<").replace(f"^^{prefix}:<", f"^^{prefix}:")
    return plain.rstrip(">") if "^^" in plain else plain


if __name__ == "__main__":
    main()
