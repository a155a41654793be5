"""The log of decisions: a table of text beside the store, one decision a line, to which lines are only added."""

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kg.core.decisions import EARLIEST, Decision, DecisionKind, in_order, stamp, stamp_order
from kg.core.errors import UnreadableLogError
from kg.core.statement import Predicate
from kg.store.failing import why_not_read
from kg.store.rejected_table import read_table

FILE = "curation.tsv"
COLUMNS = ("when", "who", "decision", "subject", "predicate", "object", "value", "quote", "source", "why")

_MOST_BYTES = 64 * 2**20
_ESCAPE = re.compile(r"\\(?:([\\tnr])|u\{([0-9a-f]{1,6})\})")
_SHORT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORMULA = tuple("=+-@")  # what makes a spreadsheet calculate


@dataclass(frozen=True, slots=True, order=True)
class UnreadableLine:
    """A line of a log that is no decision, by its number from 1, and why, as a clause."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """The decisions of a log in order, each once, and the lines that could not be read."""

    decisions: tuple[Decision, ...] = ()
    unreadable: tuple[UnreadableLine, ...] = ()


def read_log(folder: Path) -> Log:
    """The log of the graph in the folder, empty where there is none.

    The pairs in an older kg's table of rejected pairs are its oldest decisions.

    Raises:
        UnreadableLogError: a file cannot be read as text.
    """
    log = read_log_file(folder / FILE) if (folder / FILE).exists() else Log()
    pairs = (
        Decision(EARLIEST, p.by, DecisionKind.APART, subject=p.one, object=p.other, why=p.why)
        for p in read_table(folder).pairs
    )
    return Log(in_order((*pairs, *log.decisions)), log.unreadable)


def read_log_file(path: Path) -> Log:
    """The decisions in the file.

    Raises:
        UnreadableLogError: it cannot be read as text in UTF-8.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableLogError(str(path), f"longer than {_MOST_BYTES >> 20} MiB; take out what is not needed")
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableLogError(str(path), "it is no text in UTF-8; save it so") from error
    except OSError as error:
        raise UnreadableLogError(str(path), why_not_read(error)) from error
    decisions, unreadable = [], []
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\r").split("\t")
        if line.strip() and tuple(fields) != COLUMNS:
            try:
                decisions.append(_decision(fields))
            except ValueError as error:
                unreadable.append(UnreadableLine(number, str(error)))
    return Log(in_order(decisions), tuple(unreadable))


def append(folder: Path, decisions: Iterable[Decision]) -> None:
    """Add the decisions to the log of the graph in the folder, behind all that stands there.

    Raises:
        UnreadableLogError: it cannot be written.
    """
    path, lines = folder / FILE, [log_line(d) + "\n" for d in decisions]
    if not lines:
        return
    try:
        with path.open("a+b") as file:
            file.seek(0, os.SEEK_END)
            begins = file.tell() == 0
            if not begins:
                file.seek(-1, os.SEEK_END)
            before = "\t".join(COLUMNS) + "\n" if begins else "" if file.read(1) == b"\n" else "\n"
            file.write("".join((before, *lines)).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error}); look at its rights, and for room on the disk"
        raise UnreadableLogError(str(path), reason) from error


def moment_after(log: Log, now: datetime) -> datetime:
    """The time for a new decision: now, or just after what the log says of the second that begins now."""
    now = stamp_order(now)
    within = [stamp_order(d.when) for d in log.decisions if now <= stamp_order(d.when) < now + timedelta(seconds=1)]
    return max(within) + timedelta(milliseconds=1) if within else now


def log_line(decision: Decision) -> str:
    """The decision as its line, without the line's end."""
    d = decision
    predicate = d.predicate.value if d.predicate else ""
    fields = (d.who, d.kind.value, d.subject, predicate, d.object, d.value, d.quote, d.source, d.why)
    return "\t".join((stamp(d.when), *map(escaped, fields)))


def escaped(text: str) -> str:
    r"""The text as it stands in a field: on one line, nothing in it unseen, and no formula for a spreadsheet.

    >>> print(escaped("a\tb\n\\\u202e"), escaped("=1+1"))
    a\tb\n\\\u{202e} \u{3d}1+1
    """
    short = {value: key for key, value in _SHORT.items()}
    kept = [
        f"\\{short[c]}" if c in short else f"\\u{{{ord(c):x}}}" if unicodedata.category(c) in _UNSEEN else c
        for c in text
    ]
    if text.startswith(_FORMULA):
        kept[0] = f"\\u{{{ord(text[0]):x}}}"
    return "".join(kept)


def unescaped(field: str) -> str:
    r"""The text that the field stands for; a backslash that escapes nothing stands for itself.

    >>> unescaped(escaped("a\tb\\n=\u202e\ud800")) == "a\tb\\n=\u202e\ud800"
    True
    """

    def told(found: re.Match[str]) -> str:
        short, code = found.groups()
        return _SHORT[short] if short else chr(int(code, 16)) if int(code, 16) < 0x110000 else found.group()

    return _ESCAPE.sub(told, field)


def _decision(fields: list[str]) -> Decision:
    """The decision in the fields of a line.

    Raises:
        ValueError: there is none; the message is a clause.
    """
    if len(fields) != len(COLUMNS):
        raise ValueError(f"it has {len(fields)} column{'s' * (len(fields) != 1)} and not {len(COLUMNS)}")
    when, who, kind, subject, predicate, target, value, quote, source, why = map(unescaped, fields)
    if kind not in set(DecisionKind):
        raise ValueError(f"{kind or 'nothing'} is no decision; there are {', '.join(DecisionKind)}")
    if predicate and predicate not in set(Predicate):
        raise ValueError(f"{predicate} is no relation; there are {', '.join(Predicate)}")
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        raise ValueError(f"{when or 'nothing'} is no time such as 2026-01-15T10:00:00Z") from None
    known = Predicate(predicate) if predicate else None
    return Decision(moment, who, DecisionKind(kind), subject, known, target, value, quote, source, why)
