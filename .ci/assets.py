"""Fetch the files of others that travel with kg: ``make assets`` takes them from npm packages by version and digest.

A list, vendored.tsv, lies in kg/web/assets/vendored/ and another in docs/assets/vendored/; what they say of a file is
what lies beside them afterwards, or nothing is written. To bring in another version: change the version, run it,
compare what it prints with what the package's own pages say, and write the digest into the list.

yasgui.bundled.tsv lists what YASGUI's authors bundled; the licences of all of it are put together out of the packages,
and where the source map of the bundle names a package that the list lacks, nothing is written either.
"""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
WEB = ROOT / "kg" / "web" / "assets" / "vendored"
FOLDERS = (WEB, ROOT / "docs" / "assets" / "vendored")
BUNDLED = "yasgui.bundled.tsv"
MAP = "build/yasgui.min.js.map"
LICENCES = "yasgui.THIRD-PARTY.txt"
INTRODUCTION = """\
YASGUI, as its makers publish it (yasgui.min.js and yasgui.min.css in this folder), holds parts of the packages below.
Each follows with its version, its licence and the text of that, letter for letter. Of DOMPurify's two licences, the
Apache License 2.0 and the Mozilla Public License 2.0, the first is taken. Of Font Awesome Free there are four icons,
unchanged but for their size.
"""


def main() -> int:
    """Write all files of the lists, or none; 1 where a digest differs or a package is missing."""
    npm = shutil.which("npm")
    if npm is None:
        print("assets: npm is not installed", file=sys.stderr)
        return 1
    packages = Packages(npm)
    files, bundled = [(folder, row) for folder in FOLDERS for row in _rows(folder, "vendored.tsv")], _rows(WEB, BUNDLED)
    found = {folder / row["file"]: packages.member(row, row["path"]) for folder, row in files}
    texts = {row["package"]: _text(packages, row) for row in bundled}
    wrong = [_differs(row, row["file"], found[folder / row["file"]]) for folder, row in files]
    wrong += [_differs(row, row["text"], texts[row["package"]]) for row in bundled]
    wrong += [f"{name} is bundled and not listed" for name in _in_map(packages, files[0][1]) - texts.keys()]
    if any(wrong):
        print("\n".join(f"assets: {line}" for line in wrong if line), file=sys.stderr)
        return 1
    for path, data in {**found, WEB / LICENCES: licences(bundled, texts)}.items():
        path.write_bytes(data)
        print(f"{path.name}  {len(data)} bytes")
    return 0


def licences(bundled: "list[dict[str, str]]", texts: "dict[str, bytes]") -> bytes:
    """The texts one after the other, each under a line with its package, version and licence."""
    parts = [INTRODUCTION]
    for row in bundled:
        head = f"{row['package']} {row['version']}, {row['licence']}"
        text = texts[row["package"]].decode("utf-8").replace("\r\n", "\n").strip("\n")
        parts.append(f"{'=' * 80}\n{head}\n{'=' * 80}\n\n{text}\n")
    return "\n".join(parts).encode()


class Packages:
    """Packages of npm, each fetched once."""

    def __init__(self, npm: str) -> None:
        self._npm = npm
        self._archives: dict[str, bytes] = {}

    def member(self, row: "dict[str, str]", path: str) -> bytes:
        """The file at the path in the row's package."""
        spec = f"{row['package']}@{row['version']}"
        if spec not in self._archives:
            self._archives[spec] = _packed(self._npm, spec)
        return _member(self._archives[spec], f"package/{path}")


def _rows(folder: Path, name: str) -> "list[dict[str, str]]":
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _text(packages: Packages, row: "dict[str, str]") -> bytes:
    """The licence's text: out of the package, or where that has none, one that lies here."""
    lies_here = row["text"].endswith(".LICENSE")
    return (WEB / row["text"]).read_bytes() if lies_here else packages.member(row, row["text"])


def _in_map(packages: Packages, row: "dict[str, str]") -> "set[str]":
    sources = json.loads(packages.member(row, MAP))["sources"]
    return {name for source in sources for name in re.findall(r"node_modules/((?:@[^/]+/)?[^/]+)/", source)[-1:]}


def _differs(row: "dict[str, str]", name: str, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    return "" if digest == row["sha256"] else f"{name} of {row['package']} {row['version']} has the digest {digest}"


def _packed(npm: str, spec: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="kg-assets-") as folder:
        command = [npm, "pack", "--silent", "--ignore-scripts", spec]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        (archive,) = Path(folder).glob("*.tgz")
        return archive.read_bytes()


def _member(archive: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as packed:
        file = packed.extractfile(name)
        if file is None:
            raise SystemExit(f"assets: {name} is no file of the package")
        return file.read()


if __name__ == "__main__":
    sys.exit(main())
