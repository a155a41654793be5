"""Fetch the files of others that travel with kg: ``make assets`` takes them from npm packages by version and digest.

A list, vendored.tsv, lies in kg/web/assets/vendored/ and another in docs/assets/vendored/; what it says of a file is
what lies beside it afterwards, or nothing is written. To bring in another version: change the version, run it, compare
what it prints with what the package's own pages say, and write the digest into the list.
"""

import csv
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "kg" / "web" / "assets" / "vendored", ROOT / "docs" / "assets" / "vendored")


def main() -> int:
    """Write all files of each list, or none of it; 1 where a digest differs."""
    npm = shutil.which("npm")
    if npm is None:
        print("assets: npm is not installed", file=sys.stderr)
        return 1
    return max(_fetch(folder, npm) for folder in FOLDERS)


def _fetch(folder: Path, npm: str) -> int:
    with (folder / "vendored.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    packages: dict[str, bytes] = {}
    found: dict[str, bytes] = {}
    for row in rows:
        spec = f"{row['package']}@{row['version']}"
        if spec not in packages:
            packages[spec] = _packed(npm, spec)
        found[row["file"]] = _member(packages[spec], f"package/{row['path']}")
    wrong = [(row, digest) for row in rows if (digest := _digest(found[row["file"]])) != row["sha256"]]
    for row, digest in wrong:
        print(f"assets: {row['file']} of {row['package']} {row['version']} has the digest {digest}", file=sys.stderr)
    if wrong:
        return 1
    for name, data in found.items():
        (folder / name).write_bytes(data)
        print(f"{name}  {len(data)} bytes")
    return 0


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


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
