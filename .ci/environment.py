"""Makes .venv ready to run kg, whatever Python a machine has.

Runs under any Python from 3.8 on and imports the standard library alone, because it runs before anything is installed.
kg itself needs Python 3.11 or 3.12. One is looked for on the PATH, among pyenv's versions, with the Windows launcher;
where none is found, uv is installed into a folder of its own and fetches a Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PRIVATE_UV = ROOT / "build" / "uv"
BIN = "Scripts" if os.name == "nt" else "bin"
WANTED = ((3, 12), (3, 11))
WANTED_RANGE = ">=3.11,<3.13"
PROBE = "import sys; print(*sys.version_info[:2]); import venv, ensurepip"


class Unprepared(Exception):  # noqa: N818 - says the state, not a fault of the program
    """The environment cannot be made; the message is one sentence for the user."""


def main() -> int:
    """Prepare .venv, or with the argument "lock" write requirements.txt anew; 0 when all went well."""
    os.chdir(ROOT)
    try:
        lock(*sys.argv[2:]) if sys.argv[1:2] == ["lock"] else prepare()
    except Unprepared as error:
        print(f"kg: {error}", file=sys.stderr)
        return 1
    return 0


def prepare() -> None:
    """Make .venv and install the locked requirements and kg itself, with uv where it is and with pip elsewhere."""
    python, uv = fitting_python(), shutil.which("uv")
    if uv and install_with_uv(uv, python):
        return
    if python:
        install_with_pip(python)
        return
    print("No Python 3.11 or 3.12 here; looking whether uv can fetch one.", file=sys.stderr)
    if uv or not install_with_uv(private_uv(), None):
        raise Unprepared(no_python_message())


def fitting_python() -> str | None:
    """The first interpreter of a wanted version that can make virtual environments, or None."""
    return next((python for python in candidates() if probe(python) in WANTED), None)


def candidates() -> Iterator[str]:
    """Interpreters to try: .venv's own, the one that runs this, then by version those on the PATH and in pyenv.

    All folders of the PATH are walked, since the first python3.12 may be a shim with nothing behind it.
    """
    yield str(VENV / BIN / "python")
    yield sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for major, minor in WANTED:
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            yield str(Path(folder) / f"python{major}.{minor}")
        for version in sorted(pyenv.glob(f"{major}.{minor}*"), reverse=True):
            yield str(version / "bin" / "python")
        if os.name == "nt":
            yield from output("py", f"-{major}.{minor}", "-c", "import sys; print(sys.executable)").splitlines()


def probe(python: str) -> tuple[int, ...] | None:
    """The interpreter's version, None where it does not run or lacks venv and pip (Debian packs these apart)."""
    return tuple(int(n) for n in output(python, "-c", PROBE).split()) or None


def output(*command: str) -> str:
    """What a command prints, empty where it cannot be run or fails."""
    try:
        done = subprocess.run(  # noqa: S603 - commands of this file's own
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""


def run(*command: str) -> bool:
    """Run a command in the open; whether it went well."""
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603


def install_with_pip(python: str) -> None:
    """Make .venv with the interpreter's own venv and pip."""
    inside = str(VENV / BIN / "python")
    if probe(inside) not in WANTED:  # missing, of another version, or made by uv and so without pip
        print(f"Making .venv with {python}; the packages take some minutes.", file=sys.stderr)
        if not run(python, "-m", "venv", "--clear", str(VENV)):
            raise Unprepared(f"{python} could not make .venv; the lines above say why.")
    elif not output(inside, "-m", "pip", "--version"):
        run(inside, "-m", "ensurepip", "--upgrade")
    pip = (inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not run(*pip, "--require-hashes", "-r", "requirements.txt"):
        raise Unprepared("pip could not install the packages of requirements.txt; the lines above say why.")
    if not run(*pip, "--no-deps", "--no-build-isolation", "--editable", "."):
        raise Unprepared("pip could not install kg itself into .venv; the lines above say why.")


def install_with_uv(uv: str, python: str | None) -> bool:
    """Make .venv with uv, which fetches a Python where none is given; False where that fails."""
    inside = str(VENV / BIN / "python")
    if probe(inside) not in WANTED:
        print("Making .venv with uv.", file=sys.stderr)
        if not run(uv, "venv", "--quiet", "--clear", "--python", python or WANTED_RANGE, str(VENV)):
            return False
    install = (uv, "pip", "install", "--quiet", "--python", inside)
    return run(*install, "--require-hashes", "-r", "requirements.txt") and run(
        *install, "--no-deps", "--no-build-isolation", "--editable", "."
    )


def private_uv() -> str:
    """A uv of the project's own under build/, installed by the Python at hand.

    Raises:
        Unprepared: that Python cannot make a virtual environment, or uv cannot be fetched.
    """
    uv = PRIVATE_UV / BIN / "uv"
    if not output(str(uv), "--version"):
        inside = str(PRIVATE_UV / BIN / "python")
        made = run(sys.executable, "-m", "venv", "--clear", str(PRIVATE_UV)) and run(
            inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
            "-r", str(ROOT / ".ci" / "uv.txt"),
        )  # fmt: skip
        if not made:
            raise Unprepared(no_python_message())
    return str(uv)


def no_python_message() -> str:
    """What is missing and what to do, in one sentence."""
    here = ".".join(str(n) for n in sys.version_info[:2])
    return (
        f"kg needs Python 3.11 or 3.12 with its venv module, and found only Python {here} and no way to fetch another; "
        "install one (Debian 12: apt-get install python3.11-venv; elsewhere: pyenv install 3.12, or python.org) "
        "and run the same command again."
    )


def lock(*options: str) -> None:
    """Write requirements.txt and the two of .ci anew: every version pinned with its hashes, no address of any index.

    Pins that still fit stay as they are, unless the options say --upgrade.
    """
    uv = shutil.which("uv") or private_uv()
    plain = (*options, "--quiet", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links")
    common = (*plain, "--no-annotate", "--universal", "--no-strip-extras")
    own = ("--custom-compile-command", "make lock", "--python-version")
    made = run(
        uv, "pip", "compile", *common, *own, "3.11", "pyproject.toml", "--group", "dev", "-o", "requirements.txt"
    ) and run(uv, "pip", "compile", *common, *own, "3.8", ".ci/uv.in", "-o", ".ci/uv.txt")
    made = made and run(uv, "pip", "compile", *common, *own, "3.11", ".ci/audit.in", "-o", ".ci/audit.txt")
    if not made:
        raise Unprepared("uv could not lock the requirements; the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
