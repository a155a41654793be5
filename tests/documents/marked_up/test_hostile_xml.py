"""XML that means harm, or is no paper, is refused in words; nothing is fetched and nothing blows up."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.discovery import find_papers
from kg.documents.reader import read_document

ARTICLE = (
    "<article><front><article-meta><title-group><article-title>Birds{}</article-title></title-group></article-meta>"
)
ARTICLE += "</front><body><p>We count marsh birds.</p></body></article>"


class _Trap:
    """A server on this machine that notes whoever connects."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.05)
        self.port = self.socket.getsockname()[1]
        self.caught = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            try:
                connection, _ = self.socket.accept()
            except TimeoutError:
                continue
            self.caught += 1
            connection.close()

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self.socket.close()


@pytest.fixture
def trap() -> Iterator[_Trap]:
    trap = _Trap()
    yield trap
    trap.close()


def _refusal(path: Path, data: bytes) -> UnreadablePaperError:
    path.write_bytes(data)
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(path)
    assert not caught.value.reason.endswith(".")
    return caught.value


def _entities(levels: int) -> str:
    declared = ['<!ENTITY e0 "birds">']
    declared += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels)]
    return f"<!DOCTYPE article [{''.join(declared)}]>" + ARTICLE.format(f"&e{levels - 1};")


@pytest.mark.parametrize(
    "source",
    [
        _entities(12),
        f'<!DOCTYPE article [<!ENTITY e "{"bird" * 20_000}">]>' + ARTICLE.format("&e;" * 20_000),
        '<!DOCTYPE article [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + ARTICLE.format("&e;"),
        '<!DOCTYPE article [<!ENTITY % e SYSTEM "file:///etc/hostname"> %e;]>' + ARTICLE.format(""),
        '<!DOCTYPE article [<!ENTITY a "x"><!ATTLIST article id CDATA "&a;&a;">]>' + ARTICLE.format(""),
    ],
    ids=["laughs", "quadratic", "file", "parameter", "attribute"],
)
def test_entities_of_a_documents_own_are_refused(tmp_path: Path, source: str) -> None:
    before = time.process_time()
    refused = _refusal(tmp_path / "bomb.xml", source.encode())
    assert refused.code is ReasonCode.UNSUPPORTED
    assert "entities" in refused.reason
    assert time.process_time() - before < 2


def test_nothing_outside_is_ever_asked_for(tmp_path: Path, trap: _Trap) -> None:
    address = f"http://127.0.0.1:{trap.port}/x"
    for source in (
        f'<!DOCTYPE article SYSTEM "{address}.dtd">' + ARTICLE.format(""),
        f'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "{address}.dtd">' + ARTICLE.format("&undeclared;"),
        f'<?xml-stylesheet type="text/xsl" href="{address}"?>' + ARTICLE.format(""),
        ARTICLE.format(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}" parse="text"/>'),
        ARTICLE.format("").replace("<article>", f'<article xsi:schemaLocation="a {address}">'),
    ):
        (tmp_path / "paper.xml").write_text(source)
        assert read_document(tmp_path / "paper.xml").title == "Birds"
    _refusal(
        tmp_path / "e.xml", (f'<!DOCTYPE article [<!ENTITY e SYSTEM "{address}">]>' + ARTICLE.format("&e;")).encode()
    )
    time.sleep(0.15)
    assert trap.caught == 0


def test_named_characters_of_an_unread_dtd_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.nxml").write_text('<!DOCTYPE article SYSTEM "a.dtd">' + ARTICLE.format(" of Caf&eacute;&unknown;"))
    assert read_document(tmp_path / "a.nxml").title == "Birds of Café"


@pytest.mark.parametrize(
    "opening", [b"<TEI><text><body>" + b"<div>" * 100_000, b"<article><body>" + b"<sec>" * 100_000]
)
def test_deep_nesting_is_refused_at_once(tmp_path: Path, opening: bytes) -> None:
    assert _refusal(tmp_path / "deep.xml", opening).code is ReasonCode.DAMAGED


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("cut.nxml", ARTICLE.format("").encode()[:-20], ReasonCode.DAMAGED, "line 1"),
        ("cut.tei.xml", b'<?xml version="1.0"?>\n<TEI><text><body>\n<p>Words', ReasonCode.DAMAGED, "line 3"),
        ("open.xml", b"<article", ReasonCode.DAMAGED, "fetch it again"),
        ("nul.xml", ARTICLE.format("\0").encode(), ReasonCode.NOT_A_PAPER, "binary"),
        ("page.xml", b"<!doctype html><html><body>Sign in</body></html>", ReasonCode.NOT_A_PAPER, "web page"),
        ("page.pdf", b'<?xml version="1.0"?><html xmlns="x"><body/></html>', ReasonCode.NOT_A_PAPER, "not a PDF"),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"></rss>', ReasonCode.NOT_A_PAPER, "feed"),
        ("a.xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>', ReasonCode.NOT_A_PAPER, "drawing"),
        (
            "document.xml",
            b'<?xml version="1.0"?><w:document xmlns:w="w"/>',
            ReasonCode.UNSUPPORTED,
            "save the document",
        ),
        ("bioc.xml", b'<!DOCTYPE collection SYSTEM "BioC.dtd"><collection/>', ReasonCode.UNSUPPORTED, "JATS"),
        ("pom.xml", b"<project><name>x</name></project>", ReasonCode.NOT_A_PAPER, "<project>"),
        ("words.xml", b"only words", ReasonCode.DAMAGED, "no XML"),
    ],
)
def test_what_is_no_paper_in_xml_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, code: ReasonCode, said: str
) -> None:
    refused = _refusal(tmp_path / name, data)
    assert refused.code is code
    assert said in refused.reason


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("latin-1", "ISO-8859-1"),
        ("latin-1", "UTF-8"),
        ("utf-8", "punycode"),
    ],
)
def test_xml_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, encoding: str, declared: str) -> None:
    source = f'<?xml version="1.0" encoding="{declared}"?>\n' + ARTICLE.format(" of Café")
    (tmp_path / "a.xml").write_bytes(source.encode(encoding))
    assert read_document(tmp_path / "a.xml").title == "Birds of Café"


@pytest.mark.parametrize("name", ["huge.xml", "huge.json", "huge.txt", "huge.pdf"])
def test_a_sparse_file_of_gigabytes_is_refused_without_being_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b'{"paper_id": 1')
        file.truncate(2 << 30)
    before = time.process_time()
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(tmp_path / name)
    assert caught.value.code is ReasonCode.TOO_LARGE
    assert time.process_time() - before < 0.5


def test_of_a_folder_only_the_xml_and_json_of_papers_are_taken(tmp_path: Path) -> None:
    files = {
        "paper.nxml": ARTICLE.format(""),
        "paper.tei.xml": "<!-- a licence --><TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
        "cut.xml": ARTICLE.format("")[:60],
        "paper.json": '{"paper_id": "1", "body_text": []}',
        "package.json": '{"name": "x"}',
        "pom.xml": "<project/>",
        "broken.xml": "<",
        "empty.json": "",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    taken = ["cut.xml", "paper.json", "paper.nxml", "paper.tei.xml"]
    assert [p.name for p in find_papers([str(tmp_path)]).files] == taken
    assert [p.name for p in find_papers([str(tmp_path / "*.json")]).files] == ["paper.json"]
    assert [p.name for p in find_papers([str(tmp_path / "package.json")]).files] == ["package.json"]
