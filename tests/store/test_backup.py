"""Backups are whole, and what is no whole backup is not restored."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, keep  # noqa: F401 - commands are registered by being imported
from kg.core.errors import BackupError, GraphUnavailableError
from kg.places import Places
from kg.store.archives import MANIFEST, contents_of
from kg.store.backup import back_up
from kg.store.graph import Graph
from kg.store.restoring import restore
from tests.samples import quail_1, quail_2

LOG = "when\twho\tdecision\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
    (tmp_path / "g" / "curation.tsv").write_text(LOG)
    with Places(tmp_path / "g") as places:
        places.note({tmp_path / "quail.txt": quail_1().source.sha256}, {})
    return tmp_path / "g"


def held(folder: Path) -> set[object]:
    with Graph.open_read_only(folder) as graph:
        return set(graph.store)


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz", "b.tgz", "b"])
def test_what_is_restored_is_what_was_backed_up(folder: Path, tmp_path: Path, name: str) -> None:
    back_up(folder, tmp_path / name)
    assert restore(tmp_path / name, tmp_path / "new").kept is None
    assert held(tmp_path / "new") == held(folder)
    assert (tmp_path / "new" / "curation.tsv").read_text() == LOG
    with Places(tmp_path / "new") as places:
        assert places.of(quail_1().source.sha256) == [str(tmp_path / "quail.txt")]
    assert {p.name for p in tmp_path.iterdir()} == {"g", name, "new"}
    Graph.open(tmp_path / "new").close()


def test_a_backup_while_somebody_writes_is_of_what_was_there_before(folder: Path, tmp_path: Path) -> None:
    before = held(folder)
    with Graph.open(folder) as writer:
        writer.put(quail_2())
        back_up(folder, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "new")
    assert held(tmp_path / "new") == before


def test_two_backups_of_one_graph_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "a.tar")
    back_up(folder, tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_nothing_is_overwritten_without_being_told_and_then_put_beside(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "b.tar")
    with pytest.raises(BackupError, match="something already"):
        back_up(folder, tmp_path / "b.tar")
    with Graph.open(folder) as graph:
        graph.put(quail_2())
    with pytest.raises(GraphUnavailableError, match="--force"):
        restore(tmp_path / "b.tar", folder)
    with Graph.open_read_only(folder), pytest.raises(GraphUnavailableError, match="another kg uses it"):
        restore(tmp_path / "b.tar", folder, force=True)
    for name in ("g.before-restore", "g.before-restore-2"):
        assert restore(tmp_path / "b.tar", folder, force=True).kept == tmp_path / name
    assert len(Graph.open_read_only(folder).sources()) == 1
    assert len(Graph.open_read_only(tmp_path / "g.before-restore").sources()) == 2
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear bird")
    with pytest.raises(GraphUnavailableError, match="left alone"):
        restore(tmp_path / "b.tar", tmp_path / "letters", force=True)


Entries = list[tuple[tarfile.TarInfo, bytes]]


def repacked(archive: Path, change: Callable[[Entries], None]) -> Path:
    """The archive with its entries changed."""
    with tarfile.open(archive) as packed:
        entries = [(m, (packed.extractfile(m) or io.BytesIO()).read()) for m in packed]
    change(entries)
    other = archive.with_name("hostile.tar")
    with tarfile.open(other, "w") as packed:
        for entry, data in entries:
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
    return other


def named(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, link
    return entry


def with_manifest(change: Callable[[dict[str, object]], None]) -> Callable[[Entries], None]:
    def changed(entries: Entries) -> None:
        told = json.loads(entries[0][1])
        change(told)
        entries[0] = (entries[0][0], json.dumps(told).encode())

    return changed


def traversing(name: str) -> Callable[[Entries], None]:
    """A backup whose manifest names a file outside, and that holds it."""

    def change(entries: Entries) -> None:
        told = json.loads(entries[0][1])
        told["files"].append({"path": name, "bytes": 1, "sha256": "0" * 64})
        entries[0] = (entries[0][0], json.dumps(told).encode())
        entries.append((named(name), b"x"))

    return change


def flipped(entries: Entries) -> None:
    entry, data = entries[-1]
    entries[-1] = (entry, bytes([data[0] ^ 1]) + data[1:])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: e.append((named("../outside"), b"x")), "does not name"),
        (lambda e: e.append((named("store/link", tarfile.SYMTYPE, "/etc/passwd"), b"")), "no plain file"),
        (lambda e: e.append((named("store/link", tarfile.LNKTYPE, "kg.json"), b"")), "no plain file"),
        (lambda e: e.append((named("store/pipe", tarfile.FIFOTYPE), b"")), "no plain file"),
        (traversing("../outside"), "no backup of kg's holds"),
        (traversing("/outside"), "no backup of kg's holds"),
        (traversing("store/../../outside"), "no backup of kg's holds"),
        (traversing("a\\b"), "no backup of kg's holds"),
        (traversing(".writer.json"), "no backup of kg's holds"),
        (lambda e: e.pop(), "is missing"),
        (lambda e: e.append(e[1]), "does not name"),
        (lambda e: e.reverse(), "does not begin with"),
        (flipped, "is damaged"),
        (with_manifest(lambda m: m.update(kg_backup=9)), "version 9"),
        (with_manifest(lambda m: m.update(format=9)), "format 9"),
        (with_manifest(lambda m: m["files"][0].update(bytes=10**12)), "claims to hold"),
        (with_manifest(lambda m: m["files"][0].update(bytes=-1)), "no backup of kg's holds"),
        (with_manifest(lambda m: m.pop("files")), "cannot be read"),
        (lambda e: e.clear(), "does not begin with"),
    ],
)
def test_hostile_and_damaged_backups_are_refused_and_leave_nothing(
    folder: Path, tmp_path: Path, change: Callable[[Entries], None], said: str
) -> None:
    back_up(folder, tmp_path / "b.tar")
    hostile = repacked(tmp_path / "b.tar", change)
    with pytest.raises(BackupError, match=said):
        restore(hostile, tmp_path / "new" / "graph")
    assert list((tmp_path / "new").iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.tar.gz"
    with gzip.open(bomb, "wb", compresslevel=1) as packed:
        header = tarfile.TarInfo("pax")
        header.type, header.size = tarfile.XHDTYPE, 2 * 10**9
        packed.write(header.tobuf())
        for _ in range(150):
            packed.write(bytes(2**20))
    with pytest.raises(BackupError, match="more than such an archive"):
        restore(bomb, tmp_path / "new")


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08 and then nothing"])
def test_what_is_no_archive_is_told_in_words(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(data)
    with pytest.raises(BackupError, match=r"no archive|no backup of kg's"):
        restore(tmp_path / "b.tar", tmp_path / "new")


def test_a_folder_without_a_manifest_is_no_backup_and_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for name, said in (("papers", "it is no backup, for it has no manifest"), ("none.tar", "there is no such file")):
        with pytest.raises(BackupError, match=said):
            restore(tmp_path / name, tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_links_in_a_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "b")
    (tmp_path / "b" / "kg.json").unlink()
    (tmp_path / "b" / "kg.json").symlink_to(folder / "kg.json")
    with pytest.raises(BackupError, match="no plain file"):
        restore(tmp_path / "b", tmp_path / "new")


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    made = run(app, ["backup", str(folder), "-o", str(tmp_path / "b.tgz"), "--json"])
    assert json.loads(made.stdout)["files"] > 5
    done = run(app, ["restore", str(tmp_path / "b.tgz"), "--graph", str(folder), "--force", "--json"])
    assert json.loads(done.stdout)["kept"] == f"{folder}.before-restore"
    refused = run(app, ["restore", str(tmp_path / "b.tgz"), "--graph", str(folder)])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1
    with contents_of(tmp_path / "b.tgz") as files:
        assert next(files)[0] == MANIFEST
