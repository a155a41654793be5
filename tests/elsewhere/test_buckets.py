"""Papers in buckets: real clients, and servers on loopback that speak as Amazon's and Google's do."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.building import build_graph, retry_failed
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.elsewhere.bringing import brought
from kg.elsewhere.listing import list_papers
from kg.spreading.dask import DaskEngine
from kg.workers import WorkLimits
from tests.elsewhere.conftest import Bucket, lead
from tests.elsewhere.services import Gate, refusing
from tests.sessions import ROOT
from tests.spreading.cluster import cluster
from tests.turtle import turtle

ABSENT = [name for name in ("s3fs", "gcsfs", "moto", "flask_cors", "gcp_storage_emulator") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(
    bool(ABSENT), reason=f"{', '.join(ABSENT)}, by which buckets are tried, is not installed"
)

ODD = ("a.md", "deep/b c.md", "deep/ü-鳥 %20+&=#1.md", "deep/x::y [1].md", "deep/q?.md", "deep/st*r.md")
FORBIDDEN = json.dumps({"error": {"code": 403, "message": "it is not yours"}}).encode()
UNKNOWN = json.dumps({"error": {"code": 401, "message": "Anonymous caller may not do that"}}).encode()


def text(number: int) -> bytes:
    return f"# Bird {number} in wet places\n\nWe train Bird-{number} on the Marshbirds dataset.\n".encode()


def kg(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a user sees who runs kg."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )


def authorize(s3: Bucket, after: bytes) -> None:
    """Have the service ask who somebody is, after so many requests."""
    plain = {"Content-Type": "text/plain"}
    request = urllib.request.Request(f"{s3.gate.url}/moto-api/reset-auth", data=after, headers=plain)
    urllib.request.urlopen(request).close()


def urls(*given: str) -> list[str]:
    return [paper.url for paper in list_papers(given).files]


@pytest.mark.scispacy
def test_papers_in_a_bucket_become_the_same_graph_as_papers_here(bucket: Bucket, tmp_path: Path) -> None:
    papers = {name: text(number) for number, name in enumerate(ODD)}
    for name, data in papers.items():
        (tmp_path / "here" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "here" / name).write_bytes(data)
    bucket.put_all(papers)
    bucket.put_all(
        {"node_modules/z.md": text(7), "env/pyvenv.cfg": b"", "env/y.md": text(8), "e.png": b"E", "deep/": b""}
    )
    told = kg("build", f"{bucket.url}/papers/", "--graph", "graph", folder=tmp_path)
    assert (told.returncode, told.stderr) == (0, ""), told.stderr
    assert told.stdout.split()[:6] == ["stored", "6", "skipped", "0", "failed", "0"]
    build_graph([tmp_path / "here"], tmp_path / "local" / "graph", jobs=1)
    assert turtle(tmp_path / "graph") == turtle(tmp_path / "local" / "graph")
    before = bucket.gate.sent
    again = build_graph([f"{bucket.url}/papers", f"{bucket.url}/papers/a.md"], tmp_path / "graph", jobs=1)
    assert (again.stored, len(again.skipped)) == ((), 6)
    assert bucket.gate.sent - before < 20_000, "lists alone came, and no paper"
    bucket.put(a_md=text(9))  # in this process, which has listed the bucket before
    changed = build_graph([f"{bucket.url}/papers"], tmp_path / "graph", jobs=1)
    assert changed.replaced == (f"{bucket.url}/papers/a.md",)


def test_a_file_a_folder_and_a_glob_of_a_bucket_are_found(bucket: Bucket) -> None:
    bucket.put_all({name: text(number) for number, name in enumerate((*ODD, "deep//twice.md"))})
    bucket.put(_hid__x_md=b"# X", env__pyvenv_cfg=b"home", env__lib__y_md=b"# Y", t_xml=b"<TEI/>", f_xml=b"<rss/>")
    papers = f"{bucket.url}/papers"
    everything = sorted(f"{papers}/{name}" for name in (*ODD, "deep//twice.md", "t.xml"))
    assert urls(f"{papers}/") == urls(papers) == urls(bucket.url) == everything
    assert urls(f"{papers}/env") == [f"{papers}/env/lib/y.md"]
    assert urls(f"{papers}/*.md") == [f"{papers}/a.md"]
    assert urls(f"{papers}/*/b*.md") == [f"{papers}/deep/b c.md"]
    for name in ODD:
        assert urls(f"{papers}/{name}") == [f"{papers}/{name}"], "a name with signs of patterns is a name first"
        (paper,) = list_papers([f"{papers}/{name}"]).files
        assert paper in list_papers([papers]).files, "a look and a list tell the same mark"
        with brought(paper, max_bytes=200, seconds=60) as (path, _):
            assert (path.name, path.read_bytes()) == (Path(name).name, text(ODD.index(name)))


def test_what_is_not_there_is_told_in_a_sentence(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put(a_md=text(1))
    asked = [f"{bucket.url}/papers/z.md", f"{bucket.url}/papers/*.pdf", f"{bucket.kind}://nowhere/papers/"]
    told = kg("build", *asked, f"{bucket.kind}://nowhere/*.md", "--graph", "graph", folder=tmp_path)
    assert (told.returncode, told.stderr) == (3, "")
    for url in asked[0], asked[2], f"{bucket.kind}://nowhere/*.md":
        assert f"{url}: missing: there is nothing there; check the spelling" in told.stdout
    assert f"{asked[1]}: missing: nothing matches; check the spelling" in told.stdout
    assert not (tmp_path / "graph").exists()


@pytest.mark.scispacy
def test_a_paper_over_the_bound_is_refused_unread_and_the_others_go_on(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put(a_md=text(1), big_md=b"# Big\n" * (1 << 20))
    before = bucket.gate.sent
    limits = WorkLimits(file=Limits(max_bytes=1 << 20))
    report = build_graph([f"{bucket.url}/papers"], tmp_path / "graph", jobs=1, limits=limits)
    assert report.stored == (f"{bucket.url}/papers/a.md",)
    assert [(f.path, f.code) for f in report.failed] == [(f"{bucket.url}/papers/big.md", ReasonCode.TOO_LARGE)]
    assert bucket.gate.sent - before < 100_000, "of its 6 MiB nothing came"


def test_a_paper_in_several_pieces_is_the_same_paper(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.elsewhere.bringing._PIECE", 1000)
    for size in (0, 1, 999, 1000, 1001, 2000, 2500):
        data = bytes(number % 251 for number in range(size))
        bucket.put(a_md=data)
        with brought(list_papers([f"{bucket.url}/papers/a.md"]).files[0], max_bytes=2500, seconds=60) as (path, _):
            assert path.read_bytes() == data


def test_what_a_service_would_unpack_is_refused(bucket: Bucket) -> None:
    if bucket.kind != "gs":
        pytest.skip("only Google's service unpacks")
    kept = {"fixed_key_metadata": {"content_encoding": "gzip"}}
    bucket.system.pipe_file("bucket/papers/a.xml", b"\x1f\x8b", **kept)
    (paper,) = list_papers([f"{bucket.url}/papers"]).files
    with (
        pytest.raises(UnreadablePaperError, match="Content-Encoding") as caught,
        brought(paper, max_bytes=9, seconds=60),
    ):
        pass
    assert caught.value.code is ReasonCode.UNSUPPORTED


@pytest.mark.scispacy
def test_a_service_that_goes_away_costs_the_papers_that_were_not_brought(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.spreading.reading.BRINGING_S", 1)  # gcsfs tries six times, over half a minute
    bucket.put_all({f"{number}.md": text(number) for number in range(6)})
    limits = WorkLimits(seconds=5)
    report = build_graph(
        [f"{bucket.url}/papers"],
        tmp_path / "graph",
        jobs=1,
        limits=limits,
        settled=lambda _: bucket.gate.shut(),
        progress=lambda done, total, name: bucket.gate.shut() if done else None,
    )
    assert report.stored
    assert report.failed
    assert len(report.stored) + len(report.failed) == 6
    assert {f.code for f in report.failed} <= {ReasonCode.MISSING, ReasonCode.TIMEOUT}
    lead(monkeypatch, bucket.kind, (gate := Gate(bucket.gate.behind)).url)
    again = retry_failed([], tmp_path / "graph", jobs=1)
    gate.shut()
    assert (len(again.stored), again.failed) == (len(report.failed), ())


def test_a_service_that_answers_nothing_is_waited_for_within_bounds(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.put(a_md=text(1))
    (paper,) = list_papers([f"{bucket.url}/papers"]).files
    bucket.gate.silent = True
    begun = time.monotonic()
    with (
        pytest.raises(UnreadablePaperError, match="not here after 2 seconds") as caught,
        brought(paper, max_bytes=99, seconds=2),
    ):
        pass
    assert caught.value.code is ReasonCode.TIMEOUT
    monkeypatch.setattr("kg.elsewhere.filesystem.LOOK_S", 2.0)
    (problem,) = list_papers([f"{bucket.url}/papers"]).problems
    assert "did not answer in time" in problem.reason
    assert time.monotonic() - begun < 20


def test_a_service_that_refuses_is_told_in_a_sentence(s3: Bucket, tmp_path: Path, monkeypatch) -> None:
    s3.put(a_md=text(1))
    authorize(s3, b"0")
    try:
        given = [f"{s3.url}/papers/", f"{s3.url}/papers/*.md", f"{s3.url}/papers/a.md"]
        told = kg("build", *given, "--graph", "graph", folder=tmp_path)
    finally:
        authorize(s3, b"inf")
    assert (told.returncode, told.stderr) == (3, "")
    assert told.stdout.count(": missing: it may not be read (Forbidden); look what you are allowed there") == 3


def test_without_credentials_a_sentence_says_so(s3: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    s3.system.pipe_file("bucket/papers/a.md", text(1), ACL="public-read")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    told = kg("build", f"{s3.url}/papers/", "--graph", "graph", folder=tmp_path)
    assert (told.returncode, told.stderr) == (3, "")
    assert "it cannot be read (Unable to locate credentials)" in told.stdout
    monkeypatch.setenv("FSSPEC_S3", '{"anon": true}')  # as for a bucket that is open to all
    told = kg("extract", "--json", f"{s3.url}/papers/a.md", folder=tmp_path)
    assert told.stderr == ""
    assert (told.returncode, json.loads(told.stdout)["file"]) == (0, f"{s3.url}/papers/a.md")


@pytest.mark.parametrize(("status", "body"), [(403, FORBIDDEN), (401, UNKNOWN)])
def test_googles_refusals_are_told_in_a_sentence(
    status: int, body: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refusing(status, body) as url:
        lead(monkeypatch, "gs", url)
        told = kg("build", "gs://bucket/papers/", "gs://bucket/*.md", "--graph", "graph", folder=tmp_path)
    assert (told.returncode, told.stderr) == (3, "")
    assert told.stdout.count(json.loads(body)["error"]["message"]) == 2


@pytest.mark.scispacy
@pytest.mark.cluster
def test_workers_of_a_cluster_bring_papers_out_of_a_bucket(s3: Bucket, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    papers = {name: text(number) for number, name in enumerate(ODD)}
    s3.put_all({**papers, "broken.pdf": b"\0\1\2"})
    build_graph([f"{s3.url}/papers"], tmp_path / "local" / "graph", jobs=1)
    with cluster(tmp_path) as started:
        started.worker(threads=2)
        report = build_graph([f"{s3.url}/papers"], tmp_path / "graph", engine=DaskEngine(started.address))
    assert len(report.stored) == len(ODD)
    assert [(f.path, f.code) for f in report.failed] == [(f"{s3.url}/papers/broken.pdf", ReasonCode.NOT_A_PAPER)]
    assert turtle(tmp_path / "graph") == turtle(tmp_path / "local" / "graph")
