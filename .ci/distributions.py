"""Builds the wheel and the sdist into dist/, and fails where one lacks what it needs or holds what it should not.

The wheel is to hold those files of git's list that the program needs and no others, the sdist all of them, and the
sdist is to build the same wheel, byte for byte. Nothing goes out to a network: hatchling is among the locked packages.
"""

from __future__ import annotations

import fnmatch
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from markdown_it import MarkdownIt
from packaging.metadata import Metadata

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "dist"
MOST_BYTES = 60_000_000
"""What each of the two may weigh; the network that finds names is most of it."""
SHIPPED = ("ontology", "queries", "examples")
"""The folders that lie beside kg/ in a checkout, and inside it in a wheel: kg/resources.py."""
MAKERS = "ontology/registry/*.py"
"""What makes the tables of the registry is not needed to use them."""
NOT_GIVEN_OUT = ".github/*"
NEEDED = (
    "kg/_shipped/ontology/kg.ttl",
    "kg/_shipped/ontology/shapes.ttl",
    "kg/_shipped/ontology/context.jsonld",
    "kg/_shipped/ontology/registry/*.tsv",
    "kg/_shipped/queries/*.rq",
    "kg/_shipped/examples/papers/*.pdf",
    "kg/_shipped/examples/*.ipynb",
    "kg/extraction/tagging/model/*.onnx",
    "kg/extraction/*/model/*.npz",
    "kg/statements/relating/model/*.npz",
    "kg/documents/references/parsing/model/*.crfsuite",
    "kg/views/assets/*.j2",
    "kg/web/templates/*.j2",
    "kg/web/assets/explorer/*.js",
    "kg/web/assets/vendored/*.min.js",
    "kg/web/assets/vendored/*.LICENSE",
    "kg/py.typed",
    "*.dist-info/licenses/LICENSE",
    "*.dist-info/licenses/NOTICE",
    "*.dist-info/entry_points.txt",
)
"""Some of what must be there, whatever git's list says: a folder that moved is noticed."""


def main() -> int:
    """Build both and look through them; 1 where there is a fault."""
    wheel, sdist = build(ROOT, TARGET)
    names = tracked(ROOT)
    faults = [*faults_of_wheel(wheel, names), *faults_of_sdist(sdist, names), *faults_of_metadata(wheel)]
    if digest(rebuilt(sdist)) != digest(wheel.read_bytes()):
        faults.append(f"{sdist.name} builds another wheel than the checkout")
    for fault in faults:
        print(f"distributions: {fault}", file=sys.stderr)
    if not faults:
        sizes = ", ".join(f"{path.name} ({path.stat().st_size / 1e6:.1f} MB)" for path in (wheel, sdist))
        print(f"distributions: {sizes} are well", file=sys.stderr)
    return 1 if faults else 0


def build(root: Path, target: Path, *kinds: str) -> tuple[Path, ...]:
    """The wheel and the sdist of the tree, or those of the kinds, built into the folder, which is emptied first."""
    for old in target.glob("*"):
        old.unlink()
    wanted = kinds or ("wheel", "sdist")
    asked = [word for kind in wanted for word in ("--target", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(target), *asked]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    suffixes = {"wheel": ".whl", "sdist": ".tar.gz"}
    return tuple(next(target.glob(f"*{suffixes[kind]}")) for kind in wanted)


def rebuilt(sdist: Path) -> bytes:
    """The wheel that the sdist builds."""
    with tempfile.TemporaryDirectory(prefix="kg-sdist-") as folder:
        with tarfile.open(sdist) as packed:
            packed.extractall(folder, filter="data")
        (tree,) = Path(folder).iterdir()
        (wheel,) = build(tree, Path(folder) / "dist", "wheel")
        return wheel.read_bytes()


def tracked(root: Path) -> list[str]:
    """Git's list of files."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return [name for name in listed.split("\0") if name and (root / name).exists()]


def faults_of_wheel(wheel: Path, names: Iterable[str]) -> list[str]:
    """What the wheel lacks, what it holds beyond git's list, and whether it is too heavy."""
    wanted = {packed for name in names if (packed := place_in_wheel(name))}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    about = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    missing = [pattern for pattern in NEEDED if not fnmatch.filter(held, pattern)]
    return [
        *(f"{wheel.name} lacks {name}" for name in sorted((wanted - held) | set(missing))),
        *(f"{wheel.name} holds {name}, which it should not" for name in sorted(held - wanted - about)),
        *too_heavy(wheel),
    ]


def place_in_wheel(name: str) -> str | None:
    """Where a file of the checkout stands in the wheel, None where it does not travel."""
    top = name.partition("/")[0]
    if top in SHIPPED:
        return None if fnmatch.fnmatch(name, MAKERS) else f"kg/_shipped/{name}"
    return name if top == "kg" else None


def faults_of_sdist(sdist: Path, names: Iterable[str]) -> list[str]:
    """What the sdist lacks, what it holds beyond git's list, and whether it is too heavy."""
    wanted = {name for name in names if not fnmatch.fnmatch(name, NOT_GIVEN_OUT)}
    with tarfile.open(sdist) as archive:
        held = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    return [
        *(f"{sdist.name} lacks {name}" for name in sorted(wanted - held)),
        *(f"{sdist.name} holds {name}, which it should not" for name in sorted(held - wanted - {"PKG-INFO"})),
        *too_heavy(sdist),
    ]


def too_heavy(path: Path) -> list[str]:
    """A line where the file is larger than it may be."""
    size = path.stat().st_size
    return [f"{path.name} weighs {size / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.0f}"] if size > MOST_BYTES else []


def faults_of_metadata(wheel: Path) -> list[str]:
    """What an index would refuse of the metadata, and whether the page that it makes of the README has a heading."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        text = archive.read(name)
    try:
        metadata = Metadata.from_email(text, validate=True)
    except ExceptionGroup as faults:
        return [f"{wheel.name}: {fault}" for fault in faults.exceptions]
    if metadata.description_content_type != "text/markdown":
        return [f"{wheel.name}: its description is {metadata.description_content_type}, not Markdown"]
    page = MarkdownIt("commonmark").enable("table").render(metadata.description or "")
    return [] if "<h1>" in page else [f"{wheel.name}: its description makes a page without a heading"]


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
