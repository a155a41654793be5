"""Makes a version ready to be given out: ``python .ci/release.py VERSION``. Nothing is pushed or uploaded.

It wants a clean main on which all checks pass, writes the version where it stands, keeps a small graph where the format
of the store is new, builds and tries the wheel and the sdist, commits, and tags. With --dry-run it only says what it
would do.
"""

from __future__ import annotations

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHECKS = ".ci/run"
_NUMBERED = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_EMPTY = "## [Unreleased]\n"


class NotReadyError(Exception):
    """The version cannot be made; the message is one sentence that says why and what to do."""


def main() -> int:
    """Make the version, or with --dry-run tell of it; 1 where it cannot be made."""
    arguments = argparse.ArgumentParser(prog="release.py", description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("version", help="such as 0.2.0")
    arguments.add_argument("--dry-run", action="store_true", help="change nothing, and say what would be done")
    arguments.add_argument("--checks", default=CHECKS, help=f"the command that has to pass first (default {CHECKS})")
    given = arguments.parse_args()
    try:
        ready(ROOT, given.version)
        date = datetime.datetime.now(datetime.UTC).date().isoformat()
        changed = written(ROOT, given.version, date)
        if given.dry_run:
            tell(changed, given.version, given.checks)
        else:
            make(changed, given.version, given.checks)
    except NotReadyError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    return 0


def ready(root: Path, version: str) -> None:
    """Nothing, where the version may be made of what is checked out.

    Raises:
        NotReadyError: the version is no step forward, or the checkout is not a clean main.
    """
    if not _NUMBERED.fullmatch(version):
        raise NotReadyError(f"{version} is no version; give one like 0.2.0")
    now = current(root)
    if _numbers(version) < _numbers(now):
        raise NotReadyError(f"{version} is older than {now}, which is in pyproject.toml; give a later one")
    if git(root, "tag", "--list", f"v{version}"):
        raise NotReadyError(f"v{version} is tagged already; give a later one")
    if (branch := git(root, "branch", "--show-current")) != "main":
        raise NotReadyError(f"this is {branch or 'no branch'}; versions are made on main")
    if git(root, "status", "--porcelain"):
        raise NotReadyError("there are changes that are not committed; commit them or put them aside")


def current(root: Path) -> str:
    """The version in pyproject.toml."""
    found = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise NotReadyError("pyproject.toml has no version; put it back")
    return found.group(1)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in version.split("."))


def written(root: Path, version: str, date: str) -> dict[Path, str]:
    """The files that hold the version, as they are to be.

    Raises:
        NotReadyError: one of them does not look as expected, or nothing has changed since the last version.
    """
    edits = {
        "pyproject.toml": (r'^version = ".+"$', f'version = "{version}"'),
        "kg/core/version.py": (r'^__version__ = ".+"$', f'__version__ = "{version}"'),
        "CITATION.cff": (r"^version: .+\n(?:date-released: .+\n)?", f"version: {version}\ndate-released: {date}\n"),
        "CHANGELOG.md": (r"^## \[?Unreleased\]?\n(?=\s*\S)(?!\s*## )", f"{_EMPTY}\n## [{version}] - {date}\n"),
    }
    changed = {}
    for name, (pattern, text) in edits.items():
        changed[root / name], times = re.subn(pattern, text, (root / name).read_text("utf-8"), flags=re.MULTILINE)
        if times != 1:
            what = "no changes under Unreleased" if name == "CHANGELOG.md" else "no single line with the version"
            raise NotReadyError(f"{name} has {what}; mend it first")
    return changed


def tell(changed: dict[Path, str], version: str, checks: str) -> None:
    """Print what would be done."""
    print(f"would run {checks}")
    for path, text in changed.items():
        before = path.read_text("utf-8").splitlines()
        for line in text.splitlines():
            if line not in before:
                print(f"would write into {path.relative_to(ROOT)}: {line}")
    print("would keep a small graph in tests/store/formats, if the format of the store is new")
    print(f"would build and try dist/*, commit, and tag v{version}")


def make(changed: dict[Path, str], version: str, checks: str) -> None:
    """Check, write, build, commit and tag; where something fails, the files are as they were.

    Raises:
        NotReadyError: a step failed.
    """
    step(checks)
    try:
        for path, text in changed.items():
            path.write_text(text, encoding="utf-8")
        graph = new_format()
        git(ROOT, "add", "--all")
        step(f"{sys.executable} .ci/distributions.py")
        step(f"{sys.executable} .ci/installed.py")
    except BaseException:
        git(ROOT, "reset", "--quiet", "--hard")  # the checkout was clean, so nothing of anybody's is lost
        raise
    git(ROOT, "commit", "--quiet", "--message", f"Version {version}")
    git(ROOT, "tag", "--annotate", f"v{version}", "--message", f"kg {version}")
    if graph:
        print(f"release: {graph} is the graph that later versions have to open")
    print(f"release: v{version} is tagged and lies in dist/; what is left is yours:")
    print(
        f"  git push origin main v{version}\n  upload dist/* to the index, and dist/* with the changelog to the forge"
    )


def new_format() -> str | None:
    """The name of the small graph of the store's format where it was missing and is there now."""
    folder = ROOT / "tests" / "store" / "formats"
    before = set(folder.glob("*.tar.gz"))
    command = [sys.executable, str(folder / "make.py")]  # which leaves alone what is there, and then ends with 1
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # noqa: S603
    made = set(folder.glob("*.tar.gz")) - before
    if not before and not made:
        raise NotReadyError("there is no graph of the store's format; run tests/store/formats/make.py and see why")
    return next((path.name for path in made), None)


def step(command: str) -> None:
    """Run a command in the open.

    Raises:
        NotReadyError: it failed.
    """
    if subprocess.run(command.split(), cwd=ROOT, check=False).returncode:  # noqa: S603
        raise NotReadyError(f"{command} failed; mend what it says and run the same command again")


def git(root: Path, *words: str) -> str:
    """What git prints.

    Raises:
        NotReadyError: it failed.
    """
    done = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True, text=True)  # noqa: S603, S607
    if done.returncode:
        raise NotReadyError(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
