"""Uses an installed kg as somebody would who has just installed it: every line here runs in an empty folder.

python -I first_use.py VERSION, by the Python of the environment that kg is installed in. Needs nothing but kg and the
standard library, so that a package which kg needs and does not name is missed.
"""

import contextlib
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

KG = str(Path(sysconfig.get_path("scripts")) / "kg")
PATIENCE_S = 240
EXTRAS = {"pandas": "dataframe", "distributed": "dask", "s3fs": "s3", "gcsfs": "gs"}
"""Packages that kg does without, and the extra that its message is to name."""


def main() -> int:
    """Go through all of it; raises AssertionError at the first thing that is not as it should be."""
    (version,) = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="kg-first-use-") as folder:
        os.chdir(folder)
        papers = imported(version)
        assert asked("--version").strip() == f"kg {version}"
        built = asked("build", papers, "--jobs", "1")
        assert re.search(r"^stored +7$", built, re.MULTILINE), built
        answered()
        with served() as address:
            requested(address)
        told_of_extras()
    return 0


def imported(version: str) -> str:
    """The folder of the example papers, as the library finds it."""
    import kg  # noqa: PLC0415 - what is to be tried

    assert Path(kg.__file__).is_relative_to(sys.prefix), f"{kg.__file__} is not the installed kg"
    assert kg.__version__ == version
    return str(kg.shipped("examples", "papers"))


def answered() -> None:
    """Questions to the graph: a chain, a named question, SPARQL, the shapes, an export, and the page."""
    chain = json.loads(asked("trace", "Flightpath", "--to", "Marshbirds", "--json"))
    assert "Marshbirds" in json.dumps(chain)
    assert "Quail-1" in asked("query", "papers-by-dataset", "--set", "dataset=Marshbirds")
    assert "marshbirds" in asked("query", "SELECT ?d { ?d a schema:Dataset }").lower()
    asked("validate")
    assert "@context" in asked("export", "-", "--format", "jsonld")
    asked("view", "--output", "map.html")
    assert "Marshbirds" in Path("map.html").read_text("utf-8")


def requested(address: str) -> None:
    """The start page, a file of ours and one of others, its licence, and an answer of the API."""
    for path, expected in {
        "": "Marshbirds",
        "assets/kg.css": "{",
        "assets/explorer/boot.js": "explorer",
        "assets/vendored/yasgui.LICENSE": "MIT",
        "api/trace?name=Flightpath": "Marshbirds",
    }.items():
        with urllib.request.urlopen(f"{address}{path}", timeout=PATIENCE_S) as answer:  # noqa: S310 - our own server
            assert expected in answer.read().decode("utf-8"), path


def told_of_extras() -> None:
    """What is asked of a package that is not installed says which extra brings it."""
    calls = {
        "pandas": (sys.executable, "-I", "-c", "import kg\nwith kg.open_graph('kg-graph') as g: g.to_dataframe()"),
        "distributed": (KG, "build", "map.html", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"),
        "s3fs": (KG, "build", "s3://bucket/papers/"),
        "gcsfs": (KG, "build", "gs://bucket/papers/"),
    }
    for package, extra in EXTRAS.items():
        if importlib.util.find_spec(package) is None:
            done = subprocess.run(calls[package], check=False, capture_output=True, text=True, timeout=PATIENCE_S)  # noqa: S603
            assert done.returncode != 0
            assert f"path/to/kg[{extra}]" in done.stderr, done.stderr


def asked(*words: str) -> str:
    """What kg prints; warnings of others are no part of what it says to people."""
    done = subprocess.run([KG, *words], check=False, capture_output=True, text=True, timeout=PATIENCE_S)  # noqa: S603
    assert done.returncode == 0, f"kg {' '.join(words)}: {done.stdout}{done.stderr}"
    assert "Warning" not in done.stderr, done.stderr
    return done.stdout


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The address of a server, which Ctrl-C ends in good order."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background would hand down that it is ignored
    server = subprocess.Popen([KG, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield found.group().rstrip("/") + "/"
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE_S) == 0
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
