"""Sessions shown in the documents: found, run and written anew."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECONDS = re.compile(r"\b\d+(?:\.\d+)? ?(?:s|ms|seconds?)\b")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
GAP = "..."
"""A line that stands for any number of lines."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A command as shown, and the lines shown under it."""

    command: str
    output: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in (f"$ {self.command}", *self.output))


def parse(block: str) -> list[Exchange]:
    """The exchanges of a block; lines before the first command are refused."""
    exchanges: list[Exchange] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            exchanges.append(Exchange(line[2:]))
        elif exchanges and not exchanges[-1].output and exchanges[-1].command.endswith("\\"):
            exchanges[-1] = replace(exchanges[-1], command=f"{exchanges[-1].command}\n{line}")
        elif exchanges:
            exchanges[-1] = replace(exchanges[-1], output=(*exchanges[-1].output, line))
        else:
            raise ValueError(f"a session opens with a command, not with {line!r}")
    return exchanges


def sessions(page: str) -> list[Exchange]:
    """All exchanges of a page, in order."""
    return [exchange for block in _BLOCK.findall(page) for exchange in parse(block)]


def rewritten(page: str, folder: Path) -> str:
    """The page with what the commands print now; a session that still matches stays as it is."""

    def anew(block: re.Match[str]) -> str:
        shown = []
        for exchange in parse(block.group()):
            printed = run(exchange.command, folder)
            kept = exchange.output and matches(exchange.output, printed)
            shown.append(exchange if kept else replace(exchange, output=printed))
        return "".join(map(str, shown))

    return _BLOCK.sub(anew, page)


def run(command: str, folder: Path) -> tuple[str, ...]:
    """The lines that a command prints to a pipe of 100 columns, messages among them; trailing blanks are cut.

    Raises:
        ValueError: it is no command of kg.
    """
    command = "kg demo" if command == "make demo" else command
    if command != "kg" and not command.startswith("kg "):
        raise ValueError(f"sessions show kg, not {command!r}")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, **settings()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return tuple(line.rstrip() for line in done.stdout.rstrip("\n").split("\n")) if done.stdout.strip() else ()


def settings() -> dict[str, str]:
    """The environment that makes output the same everywhere."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "KG_GRAPH": "kg-graph"}


def matches(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether the lines shown are those printed; times may differ, and "..." stands for any number of lines."""
    pattern = "".join("(?:.*\n)*?" if line == GAP else re.escape(SECONDS.sub("T", line)) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(SECONDS.sub("T", line) + "\n" for line in printed)) is not None
