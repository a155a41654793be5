import hashlib
import sys
from pathlib import Path

import pytest

from kg.core.errors import MissingExtraError, ReasonCode, UnreadablePaperError, WrongUsageError
from kg.elsewhere.address import RemotePaper, UnreachableError, protocol_of, without_secrets
from kg.elsewhere.bringing import brought
from kg.elsewhere.listing import list_papers

fsspec = pytest.importorskip("fsspec", reason="papers elsewhere are read through fsspec, which is not installed")


@pytest.fixture
def bucket():
    """A bucket in memory."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


def put(bucket, **files: bytes) -> None:
    for name, data in files.items():
        bucket.pipe_file(f"/papers/{name.replace('__', '/').replace('_', '.')}", data)


@pytest.mark.parametrize("url", ["http://example.org/a.pdf", "HTTPS://example.org/a.pdf"])
def test_papers_on_the_web_are_left_to_fetching(url):
    with pytest.raises(WrongUsageError, match="kg fetch"):
        protocol_of(url)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "simplecache::s3://b/a", "zip://a::file:///b.zip", "github://o:r@/a", "s3://b/a\nb"]
)
def test_other_ways_out_are_refused(url):
    with pytest.raises(WrongUsageError, match="s3:// and gs:// alone"):
        list_papers([url])


@pytest.mark.parametrize(
    "url",
    [
        *("s3://NAME:SECRET@bucket/a.pdf", "s3://NAME:SEC/RET@bucket/a@b.pdf", "gs://SECRET@bucket/a.pdf"),
        *("s3://bucket/a.pdf?AWSAccessKeyId=NAME&Signature=SECRET", "sftp://NAME:SECRET@example.org/a.pdf"),
        "https://bucket.example.org/a.pdf?X-Amz-Algorithm=A&X-Amz-Credential=NAME%2F1&X-Amz-Signature=SECRET",
        "https://storage.example.org/bucket/a.pdf?X-Goog-Signature=SECRET",
    ],
)
def test_addresses_that_carry_credentials_are_refused_and_shown_without_them(url):
    with pytest.raises(WrongUsageError) as caught:
        list_papers([url])
    assert caught.value.url.endswith(("bucket/a.pdf", "bucket/a@b.pdf", "example.org/a.pdf"))
    told = f"{caught.value} {caught.value.args} {UnreachableError(url, 'gone')}"
    assert not any(part in told for part in ("NAME", "SEC", "RET", "X-Amz-Cred"))


@pytest.mark.parametrize(
    "url",
    [
        *("s3://bucket/a@b.pdf", "s3://bucket/a:b@c.pdf", "file:///mnt/a:b@c/a.pdf", "http://127.0.0.1:9000/a@b"),
        *("s3://arn:aws:s3:us-west-2:123456789012:accesspoint/name/a@b.pdf", "tcp://10.0.0.1:8786", "write to a@b.c"),
    ],
)
def test_what_only_looks_like_credentials_stays(url):
    assert without_secrets(url) == url


@pytest.mark.parametrize(
    ("url", "missing", "said"),
    [
        ("memory://papers", "fsspec", r"fsspec is not installed.*kg\[dask\]"),
        ("s3://bucket/papers", "s3fs", r"s3fs is not installed.*kg\[s3\]"),
        ("gs://bucket/papers", "gcsfs", r"gcsfs is not installed.*kg\[gs\]"),
    ],
)
def test_each_address_names_the_extra_that_it_wants(monkeypatch: pytest.MonkeyPatch, url, missing, said):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=said):
        list_papers([url])
    # a worker of a cluster may lack what whoever lists has
    with (
        pytest.raises(UnreadablePaperError, match=f"{said}.*where it is read"),
        brought(RemotePaper(f"{url}/a.pdf"), max_bytes=9, seconds=9),
    ):
        pass


def test_a_name_that_no_address_can_hold_is_left_out_and_told(bucket):
    put(bucket, a_md=b"# A")
    bucket.pipe_file("/papers/b\n.md", b"# B")
    listed = list_papers(["memory://papers"])
    assert [p.url for p in listed.files] == ["memory:///papers/a.md"]
    assert [(p.code, p.reason) for p in listed.problems] == [
        (ReasonCode.UNSUPPORTED, "'b\\n.md' was left out, for no address can hold its name; give it another")
    ]


def test_a_paper_that_changes_while_it_is_brought_is_no_paper(bucket, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.elsewhere.bringing._PIECE", 4)
    put(bucket, a_md=b"# A, once")

    def asked(system, what, *words, seconds, **named):
        if named.get("start") == 4:
            put(bucket, a_md=b"# B, then")
        return getattr(system, what)(*words, **named)

    monkeypatch.setattr("kg.elsewhere.bringing.asked", asked)
    paper = RemotePaper("memory:///papers/a.md")
    with (
        pytest.raises(UnreadablePaperError, match="changed while it was brought"),
        brought(paper, max_bytes=99, seconds=9),
    ):
        pass


def test_a_folder_is_searched_to_the_bottom_without_what_is_hidden_and_what_is_no_paper(bucket):
    put(bucket, b_pdf=b"%PDF-", a_md=b"# A", deep__c_txt=b"C", _hidden__d_md=b"# D", e_png=b"E", f_xml=b"<rss/>")
    put(bucket, g_xml=b"<TEI/>")
    listed = list_papers(["memory://papers"])
    assert [p.url for p in listed.files] == [
        *("memory:///papers/a.md", "memory:///papers/b.pdf", "memory:///papers/deep/c.txt", "memory:///papers/g.xml")
    ]
    assert list_papers(["memory://papers/*.md", "memory://papers/a.md"]).files == listed.files[:1]


def test_virtual_environments_and_installed_packages_are_passed_by(bucket):
    put(bucket, a_md=b"# A", env__pyvenv_cfg=b"home", env__b_md=b"# B", env__lib__c_txt=b"C")
    bucket.pipe_file("/papers/deep/site-packages/d.txt", b"D")
    assert [p.url for p in list_papers(["memory://papers"]).files] == ["memory:///papers/a.md"]
    assert [p.url for p in list_papers(["memory://papers/env"]).files] == [
        *("memory:///papers/env/b.md", "memory:///papers/env/lib/c.txt")
    ]


def test_what_is_not_there_is_said_and_so_is_latex_that_lies_about(bucket):
    put(bucket, a_tex=b"\\documentclass", b_tex=b"part")
    found = list_papers(["memory://papers", "memory://nowhere", "memory://papers/*.pdf", "memory://papers/a.tex"])
    assert found.files == ()
    assert [(p.name, p.code) for p in found.problems] == [
        ("memory://papers", ReasonCode.UNSUPPORTED),
        ("memory://nowhere", ReasonCode.MISSING),
        ("memory://papers/*.pdf", ReasonCode.MISSING),
        ("memory://papers/a.tex", ReasonCode.UNSUPPORTED),
    ]
    assert found.problems[0].reason.startswith("2 LaTeX files")


def test_a_paper_is_here_under_its_name_while_it_is_read_and_then_gone(bucket):
    put(bucket, a_md=b"# A")
    with brought(RemotePaper("memory:///papers/a.md"), max_bytes=3, seconds=9) as (path, sha256):
        assert (path.name, path.read_bytes()) == ("a.md", b"# A")
        assert sha256 == hashlib.sha256(b"# A").hexdigest()
    assert not path.parent.exists()


def test_no_more_is_brought_than_may_be(bucket):
    put(bucket, a_md=b"# A")
    with (
        pytest.raises(UnreadablePaperError) as caught,
        brought(RemotePaper("memory:///papers/a.md"), max_bytes=2, seconds=9),
    ):
        pass
    assert caught.value.code is ReasonCode.TOO_LARGE
    with (
        pytest.raises(UnreadablePaperError) as caught,
        brought(RemotePaper("memory:///papers/z.md"), max_bytes=2, seconds=9),
    ):
        pass
    assert caught.value.code is ReasonCode.MISSING


def test_a_file_that_changes_bears_another_mark(tmp_path: Path):
    paper = tmp_path / "a.md"
    marks = set()
    for text in ("# A", "# A, again"):
        paper.write_text(text)
        marks.update(p.mark for p in list_papers([tmp_path.as_uri()]).files)
    assert len(marks) == 2
    assert all(marks)
