"""What the reading commands print, to be held against one another."""

from pathlib import Path

from typer.testing import CliRunner

import kg.cli.ask
import kg.cli.bring
import kg.cli.build
import kg.cli.check
import kg.cli.endpoints
import kg.cli.explore
import kg.cli.lineage
import kg.cli.review
import kg.cli.share  # noqa: F401 - registers commands
from kg.cli.app import app

PLAIN = [
    ("trace", "quail-2"),
    ("trace", "Quail-2", "--all", "--json"),
    ("trace", "Ma<ña>\"na'", "--json"),
    ("trace", "dataset:watersounds", "--to", "RiverTape"),
    ("impact", "RiverTape", "--all", "--json"),
    ("impact", "MarshBirds"),
    ("report", "2303.04321"),
    ("report", "hostile.txt", "--json"),
    ("report", "fenn-first-model.txt", "--format", "html"),
    ("report", "locked.pdf"),
    ("trace", "quale-2"),
    ("status", "--json"),
    ("sources",),
    ("sources", "--json"),
    ("frontier", "--json"),
    ("frontier", "--csv"),
    ("conflicts", "--csv"),
    ("leaks",),
    ("leaks", "Quail-2", "--json"),
    ("licenses", "Quail-2", "--json"),
    ("licenses", "Ma<ña>\"na'"),
    ("overlap", "Quail-1", "Quail-2", "--json"),
    ("impact", "dataset:watersounds", "--withdrawn", "2024-05-01"),
    ("stats",),
    ("stats", "--csv"),
    ("validate", "--json"),
    ("curate", "queue", "--limit", "5", "--json"),
    ("curate", "queue", "--paper", "quail-2"),
]
"""Commands whose answers do not rest on how a server sorts or types what it computes."""

QUERIES = [
    ("query", "datasets-of-paper", "--json"),
    ("query", "datasets-of-paper", "--set", "paper=quail-2"),
    ("query", "papers-by-dataset", "--set", "dataset=PondNoise", "--format", "csv"),
    ("query", "models-and-training-data", "--format", "tsv"),
    ("query", "introductions", "--set", "dataset=WaterSounds"),
    ("query", "indirect-datasets", "--set", "paper=2303.04321", "--format", "xml"),
    ("query", "unread-works"),
    ("query", "licences"),
    ("query", "undisclosed-models"),
    ("query", "failures"),
    ("stats", "--json"),
    ("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("query", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"),
    ("query", "ASK { ?x kg:readStatus kg:NotRead }"),
    ("query", "CONSTRUCT { ?x a kg:Read } WHERE { ?x kg:readStatus kg:Read }", "--format", "turtle"),
    ("query", "SELECT * { ?s nope:x ?o }"),
    ("query", "SELECT ?x { ?paper rdfs:label ?x }", "--set", "paper=quail-2"),
]

FORMS = (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".graphml", ".dot", ".csv", ".zip", ".sssom.tsv", ".crate.zip")


def printed(graph: str | Path, *arguments: str) -> tuple[int, str, str]:
    """The exit code, and what the command prints to stdout and stderr."""
    done = CliRunner().invoke(app, [*arguments, "--graph", str(graph)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def exported(graph: str | Path, file: Path) -> bytes:
    """The graph as the file's suffix says."""
    code, _, said = printed(graph, "export", str(file))
    assert code == 0, said
    return file.read_bytes()
