"""Papers are fetched from a server on this machine that behaves like the services; nothing goes out."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from kg.core.errors import UnreadableLogError
from kg.documents.discovery import find_papers
from kg.fetching.cache import CACHE
from kg.fetching.download import FetchLimits
from kg.fetching.errors import FetchCode, FolderBusyError, NoIdentifierError
from kg.fetching.fetch import FetchReport, _held, fetch
from kg.fetching.manifest import NAME, digest_of
from kg.views.fetched_text import fetched_text
from tests.fetching.server import PDF, SORRY, Answer, Clock, World, packed, pdf, serving, single

DOI = "10.5555/reeds.2020"
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Iterator[World]:
    with serving(clock) as served:
        for number in ("2201.01234", "2202.01234", "2203.01234"):
            served.answers[f"/arxiv/pdf/{number}"] = pdf(PDF + number.encode())
        yield served


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def take(world: World, into: Path, *papers: str, email: str | None = None, **options: object) -> FetchReport:
    services = world.services(email=email, openalex_key="secret-key")
    return fetch(papers, into, services, clock=world.clock, **options)  # type: ignore[arg-type]


def codes(report: FetchReport) -> list[FetchCode]:
    return [failure.code for failure in report.failed]


def kept(into: Path) -> set[str]:
    return {path.name for path in into.iterdir() if not path.name.startswith(".")}


def test_a_paper_of_arxiv_is_fetched_whole_and_noted(world: World, into: Path) -> None:
    report = take(world, into, "arXiv:2201.01234")
    assert [(f.id, f.file) for f in report.fetched] == [("arxiv:2201.01234", "2201.01234.pdf")]
    assert (into / "2201.01234.pdf").read_bytes() == PDF + b"2201.01234"
    header, row = (into / NAME).read_text("utf-8").splitlines()
    assert header.split("\t") == ["id", "asked", "file", "url", "sha256", "bytes"]
    assert row.split("\t")[3:5] == [f"{world.base}/arxiv/pdf/2201.01234", digest_of(into / "2201.01234.pdf")]
    assert not list((into / ".kg-fetch").glob("*.part*"))


def test_who_asks_says_so_and_asks_for_the_bytes_as_they_are(world: World, into: Path) -> None:
    take(world, into, "2201.01234", email="ada@marsh.example")
    (asked,) = world.asked
    assert asked.headers["user-agent"] == "kg-provenance/0.1.0 (mailto:ada@marsh.example)"
    assert asked.headers["accept-encoding"] == "identity"


def test_only_papers_are_seen_in_the_folder_by_those_who_read_it(world: World, into: Path) -> None:
    take(world, into, "2201.01234", f"doi:{DOI}")
    assert [path.name for path in find_papers([str(into)]).files] == ["2201.01234.pdf"]


def test_arxiv_is_asked_once_in_three_seconds(world: World, into: Path, clock: Clock) -> None:
    report = take(world, into, "2201.01234", "2202.01234", "2203.01234")
    assert len(report.fetched) == 3
    times = [asked.time for asked in world.asked]
    assert [round(b - a, 6) for a, b in pairwise(times)] == [3.1, 3.1]
    assert world.refused == 0


def test_one_run_after_another_keeps_to_the_pace_too(world: World, into: Path, clock: Clock) -> None:
    take(world, into, "2201.01234")
    clock.time += 1
    assert len(take(world, into, "2202.01234").fetched) == 1
    assert clock.slept == [2.1]


def test_what_lies_there_is_not_fetched_again(world: World, into: Path) -> None:
    first = take(world, into, "2201.01234")
    again = take(world, into, "2201.01234")
    assert (again.fetched, again.there) == ((), first.fetched)
    assert len(world.asked) == 1


def test_what_somebody_else_put_there_is_not_fetched_and_not_touched(world: World, into: Path) -> None:
    into.mkdir()
    (into / "2201.01234v3.pdf").write_bytes(b"%PDF of somebody else")
    report = take(world, into, "2201.01234")
    assert [(f.file, f.url) for f in report.there] == [("2201.01234v3.pdf", "")]
    assert world.asked == []
    assert kept(into) == {"2201.01234v3.pdf"}


def test_a_file_that_was_taken_away_is_fetched_again(world: World, into: Path) -> None:
    take(world, into, "2201.01234")
    (into / "2201.01234.pdf").unlink()
    assert len(take(world, into, "2201.01234").fetched) == 1


def test_the_same_papers_give_the_same_table_in_any_order(world: World, tmp_path: Path) -> None:
    take(world, tmp_path / "a", "2201.01234", "2202.01234")
    world.clock.time += 10
    take(world, tmp_path / "b", "2202.01234", "2201.01234")
    assert (tmp_path / "a" / NAME).read_bytes() == (tmp_path / "b" / NAME).read_bytes()


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured_in_seconds(status: int, world: World, into: Path, clock: Clock) -> None:
    world.moods["/arxiv/pdf/2201.01234"] = [Answer(SORRY, status, {"Retry-After": "7"})]
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert clock.slept == [7.0]


def test_retry_after_is_honoured_as_a_date(world: World, into: Path, clock: Clock) -> None:
    date = format_datetime(datetime.fromtimestamp(clock.time + 40, UTC), usegmt=True)
    world.moods["/arxiv/pdf/2201.01234"] = [Answer(SORRY, 503, {"Retry-After": date})]
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert clock.slept == [40.0]


def test_without_retry_after_each_wait_is_twice_the_last(world: World, into: Path, clock: Clock) -> None:
    world.moods["/arxiv/pdf/2201.01234"] = [Answer(status=503)] * 4
    report = take(world, into, "2201.01234")
    assert codes(report) == [FetchCode.UNAVAILABLE]
    assert "arXiv answers with 503, 4 times in a row" in report.failed[0].reason
    assert clock.slept == [2.0, 1.1, 4.0, 8.0]  # the second of them only for arXiv's three seconds
    assert len(world.asked) == 4


def test_a_service_that_asks_for_an_hour_is_left_alone_for_the_run(world: World, into: Path, clock: Clock) -> None:
    world.moods["/arxiv/pdf/2201.01234"] = [Answer(status=429, headers={"Retry-After": "3600"})]
    report = take(world, into, "2201.01234", "2202.01234")
    assert codes(report) == [FetchCode.RATE_LIMITED, FetchCode.RATE_LIMITED]
    assert "3600 seconds" in report.failed[1].reason
    assert world.paths() == ["/arxiv/pdf/2201.01234"]
    assert clock.slept == []


def test_an_error_over_one_paper_does_not_keep_the_others_back(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(status=500)
    report = take(world, into, "2201.01234", "2202.01234")
    assert codes(report) == [FetchCode.UNAVAILABLE]
    assert [f.file for f in report.fetched] == ["2202.01234.pdf"]


def test_what_breaks_off_goes_on_from_there(world: World, into: Path) -> None:
    whole = pdf()
    world.answers["/arxiv/pdf/2201.01234"] = whole
    world.moods["/arxiv/pdf/2201.01234"] = [replace(whole, cut=20_000)]
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert (into / "2201.01234.pdf").read_bytes() == PDF
    assert [asked.headers.get("range") for asked in world.asked] == [None, "bytes=20000-"]
    assert world.asked[1].headers["if-range"] == whole.headers["ETag"]


def test_what_broke_off_in_one_run_goes_on_in_the_next(world: World, into: Path) -> None:
    whole = pdf()
    world.answers["/arxiv/pdf/2201.01234"] = whole
    world.moods["/arxiv/pdf/2201.01234"] = [replace(whole, seconds=400)]
    late = take(world, into, "2201.01234", limits=FetchLimits(seconds=300))
    assert codes(late) == [FetchCode.TIMEOUT]
    assert kept(into) == set()
    part = next((into / ".kg-fetch").glob("*.part")).stat().st_size
    assert 0 < part < len(PDF) + 1
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert world.asked[-1].headers["range"] == f"bytes={part}-" or part == len(PDF)
    assert (into / "2201.01234.pdf").read_bytes() == PDF


def test_what_changed_meanwhile_is_fetched_anew(world: World, into: Path) -> None:
    world.moods["/arxiv/pdf/2201.01234"] = [replace(pdf(), cut=20_000)]
    world.answers["/arxiv/pdf/2201.01234"] = pdf(PDF + b"second version")
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert (into / "2201.01234.pdf").read_bytes() == PDF + b"second version"


def test_where_nothing_vouches_for_the_file_it_is_fetched_anew(world: World, into: Path) -> None:
    plain = Answer(PDF, headers={"Content-Type": "application/pdf", "ETag": 'W/"weak"'})
    world.moods["/arxiv/pdf/2201.01234"] = [replace(plain, cut=20_000)]
    world.answers["/arxiv/pdf/2201.01234"] = plain
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert [asked.headers.get("range") for asked in world.asked] == [None, None]
    assert (into / "2201.01234.pdf").read_bytes() == PDF


def test_another_part_than_asked_for_is_not_taken(world: World, into: Path) -> None:
    whole = pdf()
    wrong = Answer(PDF[10:], 206, {"Content-Range": f"bytes 10-{len(PDF) - 1}/{len(PDF)}"})
    world.answers["/arxiv/pdf/2201.01234"] = whole
    world.moods["/arxiv/pdf/2201.01234"] = [replace(whole, cut=20_000), wrong]
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert (into / "2201.01234.pdf").read_bytes() == PDF


def test_what_breaks_off_again_and_again_is_no_paper(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = replace(pdf(), cut=100)
    report = take(world, into, "2201.01234")
    assert codes(report) == [FetchCode.BROKEN_OFF]
    assert kept(into) == set()


def test_a_pdf_without_length_must_have_an_end(world: World, into: Path) -> None:
    world.moods["/arxiv/pdf/2201.01234"] = [Answer(PDF[:30_000], bare=True)]
    world.answers["/arxiv/pdf/2201.01234"] = Answer(PDF, bare=True)
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert (into / "2201.01234.pdf").read_bytes() == PDF


def test_a_page_with_an_excuse_is_no_paper(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(SORRY, headers=HTML)
    report = take(world, into, "2201.01234")
    assert codes(report) == [FetchCode.NOT_A_PAPER]
    assert report.failed[0].reason == 'what came is a web page, "Access Denied", and no PDF'
    assert kept(into) == set()
    assert not list((into / ".kg-fetch").glob("*.part*"))


def test_what_a_page_says_of_itself_cannot_steer_a_terminal(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(b"<html><title>\x1b[31m\xe2\x80\xae</title>", headers=HTML)
    printed = fetched_text(take(world, into, "2201.01234"))
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, FetchCode.REFUSED), (401, FetchCode.REFUSED), (404, FetchCode.NOT_FOUND), (410, FetchCode.NOT_FOUND)],
)
def test_a_refusal_is_not_tried_again(status: int, code: FetchCode, world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(SORRY, status, HTML)
    assert codes(take(world, into, "2201.01234")) == [code]
    assert len(world.asked) == 1


@pytest.mark.parametrize("bare", [False, True])
def test_what_is_too_large_is_left_there(bare: bool, world: World, into: Path) -> None:
    large = PDF * 60
    world.answers["/arxiv/pdf/2201.01234"] = Answer(large, bare=bare)
    report = take(world, into, "2201.01234", limits=FetchLimits(max_bytes=2**20))
    assert codes(report) == [FetchCode.TOO_LARGE]
    assert not list((into / ".kg-fetch").glob("*.part*"))


def test_offline_nothing_goes_out(world: World, into: Path) -> None:
    take(world, into, "2201.01234")
    world.asked.clear()
    report = take(world, into, "2201.01234", "2202.01234", f"doi:{DOI}", offline=True)
    assert [f.id for f in report.there] == ["arxiv:2201.01234"]
    assert codes(report) == [FetchCode.OFFLINE, FetchCode.OFFLINE]
    assert world.asked == []


def test_sources_come_as_arxiv_packs_them(world: World, into: Path) -> None:
    packings = {"2201.01234": packed(), "2202.01234": single(), "2203.01234": PDF}
    for number, body in packings.items():
        world.answers[f"/arxiv/e-print/{number}"] = Answer(body, headers={"Content-Type": "application/gzip"})
    report = take(world, into, *packings, source=True)
    assert [f.file for f in report.fetched] == ["2201.01234.tar.gz", "2202.01234.gz", "2203.01234.pdf"]
    assert (into / "2201.01234.tar.gz").read_bytes() == packings["2201.01234"]
    assert {path.name for path in find_papers([str(into)]).files} == kept(into) - {NAME}
    assert len(take(world, into, *packings, source=True).there) == 3


def test_a_source_that_is_sent_as_if_packed_for_the_way_stays_packed(world: World, into: Path) -> None:
    body = packed()
    world.answers["/arxiv/e-print/2201.01234"] = Answer(body, headers={"Content-Encoding": "gzip"})
    take(world, into, "2201.01234", source=True)
    assert (into / "2201.01234.tar.gz").read_bytes() == body


def test_a_web_page_is_no_source(world: World, into: Path) -> None:
    world.answers["/arxiv/e-print/2201.01234"] = Answer(SORRY, headers=HTML)
    assert codes(take(world, into, "2201.01234", source=True)) == [FetchCode.NOT_A_PAPER]


def test_a_version_is_a_paper_of_its_own(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234v2"] = pdf()
    take(world, into, "2201.01234v2")
    assert kept(into) == {"2201.01234v2.pdf", NAME}


def openalex(world: World, **place: object) -> None:
    known = {"is_oa": True, "pdf_url": None, "landing_page_url": None} | place
    world.put_json(f"/openalex/works/doi:{DOI}", {"best_oa_location": known, "locations": [known]})


def test_a_doi_leads_to_the_copy_that_openalex_knows(world: World, into: Path) -> None:
    openalex(world, pdf_url=f"{world.base}/openalex/copy.pdf")
    world.answers["/openalex/copy.pdf"] = pdf()
    report = take(world, into, f"https://doi.org/{DOI.upper()}")
    assert [(f.id, f.file) for f in report.fetched] == [(f"doi:{DOI}", "doi-10.5555_reeds.2020.pdf")]
    assert world.asked[0].query["api_key"] == ["secret-key"]


def test_services_are_asked_once_and_their_keys_are_not_kept(world: World, into: Path) -> None:
    openalex(world, pdf_url=f"{world.base}/openalex/copy.pdf")
    world.answers["/openalex/copy.pdf"] = pdf()
    take(world, into, DOI)
    (into / "doi-10.5555_reeds.2020.pdf").unlink()
    take(world, into, DOI)
    assert world.paths().count(f"/openalex/works/doi:{DOI}") == 1
    assert world.paths().count("/openalex/copy.pdf") == 2
    kept_bytes = b"".join(path.read_bytes() for path in (into / CACHE).parent.iterdir() if path.is_file())
    assert DOI.encode() in kept_bytes
    assert b"secret-key" not in kept_bytes


def test_a_copy_at_arxiv_is_fetched_as_arxiv_asks_for(world: World, into: Path) -> None:
    openalex(world, landing_page_url="http://arxiv.org/abs/2201.01234")
    report = take(world, into, DOI)
    assert world.paths() == [f"/openalex/works/doi:{DOI}", "/arxiv/pdf/2201.01234"]
    assert report.fetched[0].file == "doi-10.5555_reeds.2020.pdf"


def test_an_arxiv_doi_needs_nobody_else(world: World, into: Path) -> None:
    take(world, into, "doi:10.48550/arXiv.2201.01234")
    assert world.paths() == ["/arxiv/pdf/2201.01234"]


def test_unpaywall_is_asked_by_those_alone_who_say_who_they_are(world: World, into: Path) -> None:
    world.put_json(f"/unpaywall/v2/{DOI}", {"best_oa_location": {"url_for_pdf": f"{world.base}/unpaywall/copy.pdf"}})
    world.answers["/unpaywall/copy.pdf"] = pdf()
    silent = take(world, into, DOI)
    assert "Unpaywall was not asked" in silent.failed[0].reason
    assert not any(path.startswith("/unpaywall") for path in world.paths())
    assert len(take(world, into, DOI, email="ada@marsh.example").fetched) == 1


def test_crossref_is_asked_last_and_politely(world: World, into: Path) -> None:
    link = {"URL": f"{world.base}/crossref/copy.pdf", "content-type": "application/pdf"}
    page = {"URL": f"{world.base}/crossref/page", "content-type": "text/html"}
    world.put_json(f"/crossref/works/{DOI}", {"message": {"link": [page, link]}})
    world.answers["/crossref/copy.pdf"] = pdf()
    assert len(take(world, into, DOI, email="ada@marsh.example").fetched) == 1
    assert [p.split("/")[1] for p in world.paths()] == ["openalex", "unpaywall", "crossref", "crossref"]
    assert world.asked[2].query["mailto"] == ["ada@marsh.example"]


def test_crossref_tells_of_preprints(world: World, into: Path) -> None:
    relation = {"has-preprint": [{"id": "10.48550/arxiv.2201.01234", "id-type": "doi"}]}
    world.put_json(f"/crossref/works/{DOI}", {"message": {"relation": relation}})
    assert len(take(world, into, DOI).fetched) == 1
    assert world.paths()[-1] == "/arxiv/pdf/2201.01234"


def test_the_rate_that_a_service_tells_is_heeded(world: World, into: Path, clock: Clock) -> None:
    slow = {"Content-Type": "application/json", "X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "5s"}
    for name in (DOI, "10.5555/other"):
        world.answers[f"/crossref/works/{name}"] = Answer(b'{"message": {}}', headers=slow)
    take(world, into, DOI, "10.5555/other")
    first, second = (asked.time for asked in world.asked if asked.path.startswith("/crossref/"))
    assert second - first == pytest.approx(5.0)


def test_the_next_copy_is_taken_where_the_first_will_not_do(world: World, into: Path) -> None:
    openalex(world, pdf_url=f"{world.base}/openalex/gone.pdf")
    world.put_json(f"/crossref/works/{DOI}", {"message": {"link": [
        {"URL": f"{world.base}/crossref/copy.pdf", "content-type": "application/pdf"}]}})  # fmt: skip
    world.answers["/openalex/gone.pdf"] = Answer(SORRY, headers=HTML)
    world.answers["/crossref/copy.pdf"] = pdf()
    assert len(take(world, into, DOI).fetched) == 1


def test_of_copies_that_all_fail_the_best_one_is_told_of(world: World, into: Path) -> None:
    openalex(world, pdf_url="https://journal.example/paper.pdf")
    report = take(world, into, DOI)
    assert codes(report) == [FetchCode.HOST]
    assert "--host journal.example" in report.failed[0].reason


def test_a_service_that_answers_with_a_page_is_passed_over_and_asked_again_later(world: World, into: Path) -> None:
    world.moods[f"/openalex/works/doi:{DOI}"] = [Answer(SORRY, headers=HTML)]
    assert codes(take(world, into, DOI)) == [FetchCode.NO_OPEN_COPY]
    openalex(world, landing_page_url="https://arxiv.org/abs/2201.01234")
    assert len(take(world, into, DOI).fetched) == 1


@pytest.mark.parametrize(
    "said",
    [
        b"[]",
        b"null",
        b"{",
        b'{"best_oa_location": 7, "locations": {"a": 1}}',
        b"[" * 100_000,
        b'{"best_oa_location": {"is_oa": true, "pdf_url": "http://[::1"}}',
        b'{"locations": [null, {"landing_page_url": "https://arxiv.org/x"}]}',
    ],
)
def test_nonsense_of_a_service_harms_nobody(said: bytes, world: World, into: Path) -> None:
    world.answers[f"/openalex/works/doi:{DOI}"] = Answer(said, headers={"Content-Type": "application/json"})
    assert codes(take(world, into, DOI)) == [FetchCode.NO_OPEN_COPY]


@pytest.mark.parametrize(
    "target",
    ["http://example.org/x.pdf", "https://10.0.0.1/x.pdf", "https://localhost/x.pdf", "ftp://arxiv.org/x",
     "https://arxiv.org.evil.example/x.pdf", "https://arxiv.org@evil.example/x.pdf", "https://arxiv.org:8443/x.pdf",
     "file:///etc/passwd"],
)  # fmt: skip
def test_nobody_is_sent_on_to_where_kg_must_not_go(target: str, world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(status=302, headers={"Location": target})
    report = take(world, into, "2201.01234")
    assert codes(report) == [FetchCode.HOST]
    assert {asked.path for asked in world.asked} == {"/arxiv/pdf/2201.01234"}
    assert kept(into) == set()


def test_redirects_within_a_service_are_followed_at_its_pace(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(status=301, headers={"Location": "/arxiv/pdf/2201.01234v1"})
    world.answers["/arxiv/pdf/2201.01234v1"] = pdf()
    assert len(take(world, into, "2201.01234").fetched) == 1
    assert world.refused == 0


def test_a_circle_of_redirects_ends(world: World, into: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(status=302, headers={"Location": "/arxiv/pdf/2201.01234"})
    assert codes(take(world, into, "2201.01234")) == [FetchCode.UNAVAILABLE]


def test_a_server_that_is_not_there_is_unavailable(world: World, into: Path, clock: Clock) -> None:
    services = world.services()
    gone = {service: url.copy_with(port=1) for service, url in services.addresses.items()}
    report = fetch(["2201.01234", "2202.01234"], into, replace(services, addresses=gone), clock=clock)
    assert codes(report) == [FetchCode.UNAVAILABLE, FetchCode.UNAVAILABLE]
    assert "cannot be reached" in report.failed[0].reason


def test_two_cannot_fetch_into_one_folder(world: World, into: Path) -> None:
    with _held(into), pytest.raises(FolderBusyError, match="another kg"):
        take(world, into, "2201.01234")


def test_a_table_that_somebody_broke_is_named(world: World, into: Path) -> None:
    into.mkdir()
    (into / NAME).write_text("nonsense\nmore\n", encoding="utf-8")
    with pytest.raises(UnreadableLogError, match=NAME):
        take(world, into, "2201.01234")


def test_a_table_cannot_lead_out_of_the_folder(world: World, into: Path) -> None:
    into.mkdir()
    secret = into.parent / "secret.pdf"
    secret.write_bytes(b"x")
    row = ["arxiv:2201.01234", "pdf", "../secret.pdf", "http://x.example", digest_of(secret), "1"]
    (into / NAME).write_text("id\tasked\tfile\turl\tsha256\tbytes\n" + "\t".join(row) + "\n", encoding="utf-8")
    assert len(take(world, into, "2201.01234").fetched) == 1


def test_an_unknown_identifier_is_named_before_anything_goes_out(world: World, into: Path) -> None:
    with pytest.raises(NoIdentifierError, match="marshbirds"):
        take(world, into, "2201.01234", "marshbirds")
    assert world.asked == []


def test_programs_get_what_people_are_told(world: World, into: Path) -> None:
    from kg.views.fetched_text import fetched_json  # noqa: PLC0415

    report = take(world, into, "2201.01234", "2209.00001")
    told = json.loads(json.dumps(fetched_json(report)))
    assert told["fetched"][0]["file"] == "2201.01234.pdf"
    assert told["failed"] == [
        {"id": "arxiv:2209.00001", "code": "not-found", "reason": "127.0.0.1 does not have it (404)"}
    ]
