"""What is done to a graph while it may be killed: builds, changed papers, removals, imports and decisions."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crash_parts.checking import Contents, as_read, conforms, contents, in_fork, turtle
from crash_parts.corpus import write_bibliography, write_changed, write_corpus
from crash_parts.warmed import Phase, Run, start

_ACCEPTED = {0}
_WHEN = ("--by", "ada", "--when", "2024-05-01T12:00:00Z")


class BrokenError(Exception):
    """Something that has to hold does not."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where all happens: a folder, the papers written there, and how many are stored in a batch."""

    folder: Path
    papers: tuple[Path, ...]
    batch: int

    def run(self, words: Sequence[str], **options: object) -> Run:
        """Run kg with these words."""
        return start(words, self.folder / "printed", batch=self.batch, **options)  # type: ignore[arg-type]

    def finished(self, words: Sequence[str], accepted: set[int] | None = None) -> Run:
        """Run kg with these words undisturbed.

        Raises:
            BrokenError: it ended otherwise than it should.
        """
        run = self.run(words)
        if run.wait() not in (accepted or _ACCEPTED):
            raise BrokenError(f"kg {' '.join(words[:2])} ended with {run.status}: {run.printed('stderr')[-2000:]}")
        return run


@dataclass(slots=True)
class Scenario:
    """One thing done to a graph.

    begin is the graph to begin with, if any; change is done to a copy of it before; words is the command for a graph,
    given what was done of it. accepted are exit codes of a command that was begun anew. lasts and entries say how long
    each phase takes, and how often it is entered; reads whether papers are read, which takes workers.
    """

    name: str
    papers: tuple[Path, ...]
    words: Callable[[Path], list[str]]
    begin: Path | None = None
    change: Callable[[Path], None] = lambda _: None
    accepted: set[int] = field(default_factory=lambda: {0})
    allowed: dict[str, set[str]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    expected: bytes = b""
    lasts: dict[Phase, float] = field(default_factory=dict)
    entries: dict[Phase, int] = field(default_factory=dict)
    reads: bool = False

    def prepare(self, graph: Path) -> None:
        """Put the graph to begin with in place."""
        shutil.rmtree(graph, ignore_errors=True)
        if self.begin:
            shutil.copytree(self.begin, graph)
        self.change(graph)

    def closing(self, graph: Path) -> list[str]:
        """The command after which the graph is the same, whatever came before."""
        return ["build", *map(str, self.papers), "--graph", str(graph), "--jobs", "1", "--json"]

    def learn(self, ground: Ground) -> None:
        """Do it once undisturbed, and keep what came of it.

        Raises:
            BrokenError: what came of it does not hold to the shapes.
        """
        graph = ground.folder / f"undisturbed-{self.name}"
        self.prepare(graph)
        before = in_fork(contents, graph)
        run = ground.finished(self.words(graph))
        self.lasts = {phase: run.seconds(phase) / max(1, run.entered(phase)) for phase in Phase}
        self.entries = {phase: max(1, run.entered(phase)) for phase in Phase}
        self.reads = bool(events(ground.folder / "events"))
        between: Contents = in_fork(contents, graph)
        ground.finished(self.closing(graph))
        after: Contents = in_fork(contents, graph)
        for found in (before.files, between.files, after.files, in_fork(as_read, list(self.papers))):
            for sha256, digest in found.items():
                self.allowed.setdefault(sha256, set()).add(digest)
        self.kept = set(before.files) & set(after.files)
        self.expected = in_fork(turtle, graph)
        if not in_fork(conforms, graph):
            raise BrokenError(f"{self.name}: the undisturbed graph does not hold to its shapes")
        shutil.rmtree(graph)


def with_jobs(words: list[str], jobs: int) -> list[str]:
    """The command with so many workers, where it has any."""
    if "--jobs" not in words:
        return words
    at = words.index("--jobs") + 1
    return [*words[:at], str(jobs), *words[at + 1 :]]


def events(file: Path) -> list[str]:
    """The digests of the files that a build has told to be stored; half a line is none."""
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    return [told["sha256"] for told in map(json.loads, lines) if told["event"] == "stored"]


def all_scenarios(folder: Path, papers: int, batch: int, seed: int) -> tuple[Ground, list[Scenario]]:
    """The scenarios, each done once undisturbed."""
    corpus = tuple(write_corpus(folder / "papers", papers, seed))
    ground = Ground(folder, corpus, batch)
    told = folder / "events"
    built = folder / "built"
    ground.finished(["build", *map(str, corpus), "--graph", str(built), "--jobs", "1"])
    changed = tuple(write_corpus(folder / "changed", papers, seed))
    shutil.rmtree(folder / "changed-built", ignore_errors=True)
    ground.finished(["build", *map(str, changed), "--graph", str(folder / "changed-built"), "--jobs", "1"])
    for number in range(0, papers, 3):
        write_changed(folder / "changed", number)
    write_bibliography(folder / "works.bib", papers)
    log = _log(ground, built, folder / "decided")

    def build(of: tuple[Path, ...]) -> Callable[[Path], list[str]]:
        return lambda graph: ["build", *map(str, of), "--graph", str(graph), "--jobs", "1", "--events", str(told)]

    def decide(graph: Path) -> None:
        (graph / "curation.tsv").write_bytes(log)

    def rename(graph: Path) -> list[str]:
        if (graph / "curation.tsv").exists():
            return ["curate", "apply", "--graph", str(graph)]
        return [*_RENAME, "--graph", str(graph)]

    gone = corpus[papers // 2]
    rest = tuple(path for path in corpus if path != gone)
    scenarios = [
        Scenario("build", corpus, build(corpus)),
        Scenario("changed papers", changed, build(changed), folder / "changed-built"),
        Scenario("decisions replayed", corpus, build(corpus), built, decide),
        Scenario("curate", corpus, rename, built),
        Scenario("import", corpus, lambda g: ["import", str(folder / "works.bib"), "--graph", str(g)], built),
        Scenario("remove", rest, lambda g: ["remove", gone.name, "--graph", str(g)], built, accepted={0, 1}),
    ]
    for scenario in scenarios:
        told.unlink(missing_ok=True)
        scenario.learn(ground)
    return ground, scenarios


_RENAME = ["curate", "rename", "dataset:marshbirds", "Marsh Birds", "--why", "two words", *_WHEN]


def _log(ground: Ground, built: Path, graph: Path) -> bytes:
    """The log of some decisions, as the commands write it."""
    shutil.copytree(built, graph)
    ground.finished([*_RENAME, "--graph", str(graph)])
    merge = ["curate", "merge", "dataset:reedsongs", "dataset:pondnoise", "--why", "one", *_WHEN]
    ground.finished([*merge, "--graph", str(graph)])
    log = (graph / "curation.tsv").read_bytes()
    shutil.rmtree(graph)
    return log
