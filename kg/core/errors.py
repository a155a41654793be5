"""Errors named for their meaning, each carrying the thing at fault."""

from enum import StrEnum


class KgError(Exception):
    """Whatever kg reports to its user in one sentence."""


class ReasonCode(StrEnum):
    """Why a paper could not be turned into text: stable words that scripts may rely on."""

    MISSING = "missing"
    EMPTY_FILE = "empty-file"
    NOT_A_PAPER = "not-a-paper"
    UNSUPPORTED = "unsupported-format"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"
    LOST = "lost"


class WrongUsageError(KgError):
    """What was asked for is not written as it must be, or its parts do not go together."""


class UnreadablePaperError(KgError):
    """The file could not be turned into text.

    The reason is a clause without a full stop that says what to do, e.g.
    ``"it is encrypted; remove the password and try again"``.
    """

    def __init__(self, name: str, code: ReasonCode, reason: str) -> None:
        super().__init__(name, code, reason)  # all kept, so it survives pickling
        self.name, self.code, self.reason = name, code, reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class NoPapersError(KgError):
    """The paths given hold nothing that kg can read."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where

    def __str__(self) -> str:
        forms = "PDF, LaTeX, TEI, JATS, S2ORC, Markdown or plain text"
        return f"{self.where}: no papers here; give files in {forms}, or a folder of them"


class NothingToRetryError(KgError):
    """None of the papers given failed before."""

    def __init__(self, graph: str) -> None:
        super().__init__(graph)
        self.graph = graph

    def __str__(self) -> str:
        return f"{self.graph}: none of these papers has failed before; kg status lists those that did"


class UnknownNameError(KgError):
    """Nothing in the graph goes by this name; the nearest names are offered."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(name, nearest)
        self.name, self.nearest = name, nearest

    def __str__(self) -> str:
        if not self.name.strip():
            return "the name is empty; give that of a paper, model or dataset"
        if not self.nearest:
            return f"{self.name}: nothing in the graph goes by this name; kg status and kg stats show names"
        return f"{self.name}: nothing in the graph goes by this name; did you mean {' or '.join(self.nearest)}?"


_NOT_READ = "the graph knows of it, but no paper of this name has been read; kg build reads it where you have it"


class NotReadError(KgError):
    """The name is known, but the paper itself has not been read."""

    def __init__(self, name: str, reason: str | None = None) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason or _NOT_READ}"


class GraphUnavailableError(KgError):
    """The folder holds no graph that can be opened now."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class BackupError(KgError):
    """A backup cannot be written, or is none that can be restored."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class QueryError(KgError):
    """The SPARQL text was refused or could not be answered."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class QueryLimitError(QueryError):
    """The query took more time or memory than it may."""


class NoWorkerError(KgError):
    """No worker can be started."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        remedy = "" if ";" in self.reason else "; try again when the machine is less busy"
        return f"no worker process can be started: {self.reason}{remedy}"


class UnreadableImportError(KgError):
    """The file could not be imported.

    The reason is a clause without a full stop that says what to do.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class UnknownSourceError(KgError):
    """No imported source goes by this name; the nearest are offered."""

    def __init__(self, name: str, there: tuple[str, ...] = ()) -> None:
        super().__init__(name, there)
        self.name, self.there = name, there

    def __str__(self) -> str:
        listed = f"did you mean {' or '.join(self.there)}? kg sources lists them all"
        known = listed if self.there else "kg sources lists those that there are"
        return f"{self.name}: no imported source goes by this name; {known}"


class NotAnIdError(KgError):
    """What was given is no id of a dataset or model."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given

    def __str__(self) -> str:
        return f"{self.given} is no id such as dataset:glue or model:bert; kg extract --json shows the ids of a paper"


class AmbiguousNameError(KgError):
    """Several things go by the name, and which is meant matters."""

    def __init__(self, name: str, choices: tuple[str, ...]) -> None:
        super().__init__(name, choices)
        self.name, self.choices = name, choices

    def __str__(self) -> str:
        return f"{self.name}: several things go by this name; give one of {', '.join(self.choices)}"


class UnknownStatementError(KgError):
    """The graph holds no such statement."""

    def __init__(self, statement: str) -> None:
        super().__init__(statement)
        self.statement = statement

    def __str__(self) -> str:
        return f"{self.statement}: nothing in the graph says so; kg trace --json shows the ids of statements"


class UnknownDecisionError(KgError):
    """The log holds no decision that can be meant."""

    def __init__(self, given: str, reason: str) -> None:
        super().__init__(given, reason)
        self.given, self.reason = given, reason

    def __str__(self) -> str:
        return f"{self.given}: {self.reason}; kg curate list shows the decisions with their ids"


class ImpossibleDecisionError(KgError):
    """What somebody wanted to decide makes no sense; the reason is a clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"this cannot be decided: {self.reason}"


class UnreadableLogError(KgError):
    """A file that somebody keeps by hand cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class EndpointError(KgError):
    """A SPARQL endpoint could not be asked or written to.

    The reason is a clause without a full stop; url never holds a password.
    """

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class MissingExtraError(KgError):
    """A package that kg can do without, but for what was asked, is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def __str__(self) -> str:
        return f'{self.package} is not installed; run pip install "path/to/kg[{self.extra}]"'


class ClusterError(KgError):
    """The cluster that was to read papers is not there, or cannot; what was stored before stays.

    The reason is a clause without a full stop.
    """

    def __init__(self, scheduler: str, reason: str) -> None:
        super().__init__(scheduler, reason)
        self.scheduler, self.reason = scheduler, reason

    def __str__(self) -> str:
        return f"{self.scheduler}: {self.reason}"


class ShardError(KgError):
    """Shards cannot be written or loaded.

    The reason is a clause without a full stop.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"
