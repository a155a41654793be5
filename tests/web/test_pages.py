"""What the pages say of the example papers."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import kg.web
from kg.building import build_graph
from kg.core.statement import Predicate
from kg.resources import shipped
from kg.store.graph import Graph
from kg.web.app import PAGES
from tests.samples import quail_2
from tests.web.serving import TOKEN, application_over


def text_of(html: str) -> str:
    """The words of a page's main part, as they are read."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def address_of(client: TestClient, name: str, kind: str = "paper") -> str:
    hits = client.get("/api/search", params={"q": name}).json()["hits"]
    return next(hit["url"] for hit in hits if hit["kind"] == kind)


def page(client: TestClient, address: str) -> str:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_start_says_what_is_in_the_graph_what_failed_and_what_to_read_next(client: TestClient) -> None:
    client.app.state.serving._held.findings.frontier.get(60)
    words = text_of(page(client, "/"))
    assert "papers read 7" in words
    assert "empty.pdf" in words
    assert "Most used datasets Marshbirds" in words
    assert "Most needed, cited and not read" in words
    assert "would answer" in words


def test_a_search_forgives_a_slip_and_says_what_it_found(client: TestClient) -> None:
    words = text_of(page(client, "/?q=marshbrids"))
    assert "hit" in words
    assert "Marshbirds dataset, used by" in words
    assert re.search(r'href="/lineage\?name=[^"]*dataset%2Fmarshbirds"', page(client, "/?q=marshbrids"))
    assert "Nothing in this graph goes by a name like that" in text_of(page(client, "/?q=zzzzzz"))


def test_a_paper_that_names_no_data_says_so_and_what_was_searched(client: TestClient) -> None:
    words = text_of(page(client, address_of(client, "Flightpath")))
    assert "No dataset is named in this paper." in words
    assert re.search(r"Searched: \d+ sections with \d+ sentences", words)


def test_a_paper_says_how_it_is_cited(client: TestClient) -> None:
    for item in client.get("/api/papers").json()["items"]:
        citation = client.get(item["url"], headers={"accept": "application/json"}).json()["citation"]
        assert item["name"] in citation
        html = page(client, item["url"])
        assert unescape(html).count(f'<p class="citation">{citation}</p>') == 1


def test_what_a_paper_rests_on_indirectly_unfolds_hop_by_hop(client: TestClient) -> None:
    html = page(client, address_of(client, "Flightpath"))
    tree = html[html.index('<ul class="tree">') : html.index('id="sections"')]
    assert re.search(r"uses.*Quail-2.*fine-tuned from.*Quail-1.*trained on.*Marshbirds", text_of(f"<main{tree}</main>"))
    assert tree.count("<details") >= 4
    assert "All experiments run Quail-2" in tree


def test_a_paper_shows_each_section_with_its_quotes_and_names_marked(client: TestClient) -> None:
    html = page(client, address_of(client, "Quail-1"))
    assert "the bibliography, not searched for names" in html
    sections = html[html.index('id="sections"') : html.index('id="references"')]
    assert sections.count("<blockquote>") >= 5
    marked = r'<a class="name dataset trains_on" href="/entity/dataset/marshbirds" title="[^"]*trains on">'
    assert re.search(marked, sections)
    assert "nothing found" in sections


def test_references_that_introduce_something_are_marked(client: TestClient) -> None:
    html = page(client, address_of(client, "Quail-1"))
    references = html[html.index('id="references"') :]
    introducing = re.findall(r'<li id="ref-\d+" class="introduces">.*?</li>', references, re.DOTALL)
    assert introducing
    assert any("Marshbirds" in entry and "introduces" in entry for entry in introducing)
    assert references.count("<li id=") > len(introducing)


def test_a_dataset_says_who_introduced_it_who_uses_it_how_and_what_came_of_it(client: TestClient) -> None:
    words = text_of(page(client, "/entity/dataset/marshbirds"))
    assert re.search(r"Introduced by Marshbirds: A Corpus of Transcribed Field Notes", words)
    assert "Models trained on it" in words
    assert "trains on" in words
    assert "evaluates on" in words
    assert "Nobody in this graph names its licence" in words


def test_a_model_has_training_data_or_says_that_they_are_not_disclosed_or_unknown(
    client: TestClient, tmp_path: Path
) -> None:
    assert re.search(r"Training data Marshbirds", text_of(page(client, "/entity/model/quail1")))
    silent = text_of(page(client, "/entity/model/plover"))
    assert "Training data not disclosed says who?" in silent
    assert "For reasons of contract and competition" in silent
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_2())
    with application_over(tmp_path / "graph") as other:
        assert "Nobody in this graph says what it was trained on" in page(other, "/entity/model/quail1")


def test_a_work_that_was_not_read_says_so_and_who_cites_it(client: TestClient) -> None:
    url = client.get("/api/papers?read=no&order=used").json()["items"][0]["url"]
    words = text_of(page(client, url))
    assert "has not been read" in words
    assert "Cited by" in words


def test_every_statement_on_a_page_can_be_asked_who_says_so(client: TestClient) -> None:
    html = page(client, "/entity/dataset/marshbirds")
    things = re.findall(r'<li class="thing.*?</li>\s*(?=<li class="thing|</ul>)', html, re.DOTALL)
    assert len(things) >= 5
    assert all("says who?" in thing and ("<blockquote>" in thing or "background" in thing) for thing in things)
    assert re.search(r"confidence 0\.\d\d", html)
    assert re.search(r'<span class="rule" title="rule:[a-z-]+">[a-z][^<:]+</span>', html)


def test_the_text_of_a_paper_is_shown_with_names_marked_while_its_file_is_there(client: TestClient) -> None:
    html = page(client, address_of(client, "Plover"))
    link = re.search(r'href="(/text/[0-9a-f]{64})"', html)
    assert link
    text = page(client, link[1])
    assert re.search(
        r'<a class="name model \w+" href="/entity/model/plover" title="model that the paper introduces">Plover</a>',
        text,
    )
    assert text.count('class="quoted"') >= 3
    assert "the training data of" in text_of(text)


def test_the_text_of_a_file_that_was_moved_is_gone_and_the_answer_says_where_it_lay(tmp_path: Path) -> None:
    paper = tmp_path / "plover.md"
    paper.write_bytes(shipped("examples", "papers", "plover.md").read_bytes())
    build_graph([paper], tmp_path / "graph")
    told = {"host": "0.0.0.0", "remote": True, "token": TOKEN}
    with application_over(tmp_path / "graph") as client, application_over(tmp_path / "graph", **told) as remote:
        link = re.search(r'href="(/text/[0-9a-f]{64})"', page(client, address_of(client, "Plover")))
        assert link
        paper.rename(tmp_path / "elsewhere.md")
        answer = client.get(link[1], headers={"accept": "text/html"})
        assert answer.status_code == client.get(f"/api{link[1]}").status_code == 410
        assert f"no longer lies where it was read ({paper})" in text_of(answer.text)
        assert "put it back there, or build the graph" in text_of(answer.text)
        hidden = remote.get(f"/api{link[1]}", headers={"authorization": f"Bearer {TOKEN}"})
        assert hidden.status_code == 410
        assert str(tmp_path) not in hidden.text


def test_lists_can_be_ordered_and_turned_over(client: TestClient) -> None:
    by_use = client.get("/api/datasets?order=used").json()["items"]
    assert by_use[0]["used"] == max(e["used"] for e in by_use)
    assert page(client, "/datasets?order=used").index(by_use[0]["name"]) > 0
    assert client.get("/papers?page=0", headers={"accept": "text/html"}).status_code == 400
    assert client.get("/papers?read=perhaps").status_code == 400


def test_sources_and_failures_are_told(client: TestClient) -> None:
    words = text_of(page(client, "/sources"))
    assert "Papers that were read 7" in words
    assert "quail-1.pdf" in words
    assert "empty-file" in text_of(page(client, "/failures"))


def test_what_a_withdrawal_touches_leads_to_its_page_and_each_hop_says_who(client: TestClient) -> None:
    html = page(client, "/questions/withdrawal?name=Marshbirds&date=2024-05")
    touched = html[html.index("Papers that rest on it") : html.index("Evaluated on it")]
    assert f'href="{address_of(client, "Flightpath")}"' in touched
    assert touched.count('<details class="who"') == touched.count('<span class="hop">') >= 3
    assert "<blockquote>" in touched


QUESTIONS = {
    "trace": ("?name=Flightpath", "Marshbirds"),
    "impact": ("?name=Marshbirds", "Flightpath"),
    "leaks": ("?name=Quail-1", "WaderBench"),
    "licenses": ("?name=Flightpath", "no licence known"),
    "overlap": ("?name=Flightpath&other=Quail-1", "Marshbirds"),
    "withdrawal": ("?name=Marshbirds&date=2024-05", "withdrawn 2024-05"),
    "frontier": ("?limit=5", "would answer"),
    "conflicts": ("?limit=5", ""),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_as_page_csv_print_and_json(client: TestClient, name: str) -> None:
    query, expected = QUESTIONS[name]
    here = f"/questions/{name}{query}"
    bare = page(client, f"/questions/{name}")
    assert "<form" in bare
    assert ("format=csv" in bare) is (
        name in {"leaks", "conflicts", "frontier"}
    )  # what needs no name is answered at once
    html = page(client, here)
    expected = "answers" if name == "frontier" else expected
    assert expected in text_of(html)
    printed = page(client, f"{here}&view=print")
    assert "<details" not in printed or "<details class" in printed
    assert not re.search(r"<details(?![^>]* open)", printed)
    assert expected in text_of(printed)
    rows = client.get(f"{here}&format=csv")
    assert rows.headers["content-type"].startswith("text/csv")
    assert f'filename="kg-{name}.csv"' in rows.headers["content-disposition"]
    table = list(csv.reader(io.StringIO(rows.text)))
    assert all(len(row) == len(table[0]) for row in table)
    assert f'href="/api/{name}' in html
    assert client.get(f"/api/{name}{query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "name=Flightpath&depth=0",
        "name=Flightpath&depth=x",
        "name=Flightpath&min_belief=2",
        "name=Flightpath&format=pdf",
        "format=csv",
        "name=" + "x" * 5000,
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(client: TestClient, query: str) -> None:
    assert client.get(f"/questions/trace?{query}", headers={"accept": "text/html"}).status_code == 400


def test_an_unknown_name_is_met_with_names_like_it(client: TestClient) -> None:
    answer = client.get("/questions/trace?name=Marshbirdz", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "Did you mean" in answer.text
    assert "Marshbirds" in answer.text


def lost(client: TestClient, address: str) -> str:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 404
    return answer.text[answer.text.index("<main") :]


@pytest.mark.parametrize(
    "address",
    ["/entity/dataset/marshbirdz", "/marshbrids", "/datasets/Marshbirds", "/entity?iri=https://example.org/Marshbird"],
)
def test_an_address_that_names_a_thing_badly_is_met_with_the_thing(client: TestClient, address: str) -> None:
    html = lost(client, address)
    assert re.search(r'Did you mean.*<a class="kind dataset" href="/entity/dataset/marshbirds"', html, re.DOTALL)
    assert 'action="/" method="get" role="search"' in html


def test_a_program_is_told_too_what_may_be_meant(client: TestClient) -> None:
    for address in ("/entity/dataset/marshbirdz", "/entity/dataset/marshbirds/"):
        answer = client.get(address, headers={"accept": "application/ld+json"})
        assert (answer.status_code, answer.json()["nearest"][:1]) == (404, ["Marshbirds"])


def test_a_paper_is_there_as_rdf_and_json_too(client: TestClient) -> None:
    html = page(client, address_of(client, "Quail-1"))
    offered = re.findall(r'href="([^"]+[?]format=\w+)"', html)
    assert [client.get(unescape(each)).status_code for each in offered] == [200, 200, 200]


@pytest.mark.parametrize("address", ["/zzzzzz", "/entity/dataset/", "/entity", "/" + "x" * 2000])
def test_an_address_that_names_nothing_is_met_with_a_search_alone(client: TestClient, address: str) -> None:
    html = lost(client, address)
    assert "Did you mean" not in html
    assert 'id="great"' in html


def test_what_folds_up_stands_right_after_what_it_proves(client: TestClient) -> None:
    html = page(client, address_of(client, "Quail-1"))
    datasets = html[html.index('id="datasets"') : html.index('id="models"')]
    assert re.search(r'</p>\s*<details class="who"', datasets)
    assert not re.search(r'<p class="small soft">.*</p>\s*<details class="who"', datasets)


def test_the_navigation_names_only_pages_that_are_there(client: TestClient) -> None:
    html = page(client, "/")
    rooms = html[html.index('class="rooms"') : html.index("</nav>")]
    for link in re.findall(r'href="([^"]+)"', rooms):
        assert client.get(link, headers={"accept": "text/html"}).status_code == 200, link


def test_every_link_of_our_own_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for start in ("/", "/entity/dataset/marshbirds", address_of(client, "Quail-1"), "/questions/trace?name=Flightpath"):
        for link in re.findall(r'(?:href|src)="(/[^"#]*)"', page(client, start)):
            seen.add(unescape(link))
    assert len(seen) > 40
    broken = [link for link in sorted(seen) if client.get(link, headers={"accept": "text/html"}).status_code >= 400]
    assert broken == []


def test_each_module_of_pages_has_routes() -> None:
    assert all(module.ROUTES for module in PAGES)


@pytest.mark.parametrize("address", ["/questions/trace?name=Flightpath", "/", "/entity/dataset/marshbirds", "/lineage"])
def test_a_view_that_there_is_not_is_refused(client: TestClient, address: str) -> None:
    joined = "&" if "?" in address else "?"
    answer = client.get(f"{address}{joined}view=zzz", headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert "view=zzz: give one of print" in answer.text
    assert client.get(f"{address}{joined}view=print").status_code == 200


UNSTYLED = {"ends", "question", "conflict", "splits"}
PLAIN = ("/", "/papers", "/entity/dataset/marshbirds", "/entity/model/quail2", "/sources", "/lineage")
ASKED = ("trace?name=Flightpath&view=print", "leaks?depth=8", "impact?name=Marshbirds", "conflicts?limit=5")


@pytest.mark.parametrize("address", [*PLAIN, *(f"/questions/{asked}" for asked in ASKED)])
def test_every_class_is_one_that_a_style_sheet_or_script_knows(client: TestClient, address: str) -> None:
    folder = Path(kg.web.__file__).parent
    known = " ".join(p.read_text("utf-8") for p in folder.rglob("assets/**/*") if p.suffix in {".css", ".js"})
    words = {*re.findall(r"[A-Za-z][\w-]*", known), *Predicate, *UNSTYLED}
    used = {word for classes in re.findall(r' class="([^"]*)"', page(client, address)) for word in classes.split()}
    assert used
    assert used - words == set()


def test_the_printed_view_and_the_ends_of_a_tree_are_marked_as_such(client: TestClient) -> None:
    html = page(client, "/questions/trace?name=Flightpath&view=print")
    assert "page question printed" in html
    assert 'class="twig ends"' in html


def test_a_page_sends_its_reader_to_pages_and_names_commands_only_for_whoever_keeps_the_graph() -> None:
    templates = Path(kg.web.__file__).parent / "templates"
    named = [
        f"{path.name}: {line.strip()[:80]}"
        for path in sorted(templates.glob("*.j2"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"<code>kg \w", line) and "whoever keeps the graph" not in line.lower()
    ]
    assert [line for line in named if not line.startswith("sign_in")] == []


def test_the_report_of_a_withdrawal_leads_to_pages(client: TestClient) -> None:
    html = page(client, "/questions/withdrawal?name=Marshbirds&date=2024-05")
    assert "kg trace" not in text_of(html)
    assert 'href="/questions/frontier' in html
    assert 'href="/questions/trace"' in html


def test_a_value_out_of_range_is_told_over_the_form_that_can_be_mended(client: TestClient) -> None:
    here = "/questions/trace?name=Flightpath&depth=9999&min_belief=0.25"
    answer = client.get(here, headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert "depth=9999: give a whole number from 1 to" in text_of(answer.text)
    assert '<form class="ask" action="/questions/trace"' in answer.text
    for field, value in (("name", "Flightpath"), ("depth", "9999"), ("min_belief", "0.25")):
        assert re.search(rf'name="{field}"[^>]* value="{value}"', answer.text)
    assert client.get(f"{here}&format=csv", headers={"accept": "text/html"}).status_code == 400
    assert "give a whole number" in client.get(here, headers={"accept": "application/json"}).json()["error"]


def through(client: TestClient, address: str) -> list[str]:
    """The pages of an answer, from one to the next."""
    pages = [page(client, address)]
    while found := re.search(r'rel="next" href="([^"]*)"', pages[-1]):
        pages.append(page(client, unescape(found[1])))
    return pages


def last_row(client: TestClient, address: str) -> tuple[str, str | None]:
    """The first cell of the last row, and whether a header says that it is cut."""
    found = client.get(f"{address}{'&' if '?' in address else '?'}format=csv")
    rows = list(csv.reader(io.StringIO(found.text)))
    assert len({len(row) for row in rows}) == 1
    return rows[-1][0], found.headers.get("x-kg-truncated")


def test_leaks_of_all_are_paged_and_their_csv_says_where_it_is_cut(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/api/leaks").json()
    assert whole["next"] is None
    assert last_row(client, "/questions/leaks")[1] is None
    monkeypatch.setattr("kg.web.questions.lineage._ENOUGH_EVALUATIONS", 1)
    pages = through(client, "/questions/leaks")
    assert len(pages) > 2
    assert "kg leaks" not in "".join(pages)
    told, cut = last_row(client, "/questions/leaks")
    assert re.fullmatch(
        r"\(cut: these are the evaluations of 1 to 1 of \d+ models and papers; start=2 in the address has the next\)",
        told,
    )
    assert cut == "rows"
    parts, start = [], 1
    while start is not None:
        part = client.get("/api/leaks", params={"start": start}).json()
        parts += part["evaluations"]
        start = part["next"]
    assert sorted(map(str, parts)) == sorted(map(str, whole["evaluations"]))


def test_conflicts_are_paged_and_their_csv_says_where_it_is_cut(client: TestClient) -> None:
    kinds = [c["kind"] for c in client.get("/api/conflicts").json()["conflicts"]]
    pages = through(client, "/questions/conflicts?limit=1")
    assert len(pages) >= max(map(kinds.count, kinds))
    assert sum(each.count('<div class="conflict"') for each in pages) == len(kinds)
    told, cut = last_row(client, "/questions/conflicts?limit=1")
    assert told.startswith("(cut: these are the conflicts 1 to 1 of each kind; ")
    assert told.endswith("page=2 in the address has the next)")
    assert cut == "rows"
    assert last_row(client, "/questions/conflicts")[1] is None


def test_csv_of_what_lies_beyond_the_hops_says_so(client: TestClient) -> None:
    assert last_row(client, "/questions/trace?name=Flightpath&depth=1") == (
        "(cut: more lies beyond 1 hop or the bound on nodes)",
        "rows",
    )
    assert last_row(client, "/questions/frontier?limit=1")[0].startswith("(cut: these are the 1 that answer most")
    assert last_row(client, "/questions/trace?name=Flightpath")[1] is None


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    found = client.get(address)
    assert found.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(found.text, newline="")))


def test_papers_stand_in_a_table_with_their_data_and_models(client: TestClient) -> None:
    html = page(client, "/papers")
    row = next(row for row in html.split("<tr>") if "Flightpath:" in row)
    assert re.search(r'<td class="num" data-label="year">(\d{4}|–)</td>', row)
    assert 'href="/entity/model/' in row.partition('data-label="models"')[2]
    words = text_of(html)
    assert re.search(r"trains on [A-Z]", words)
    assert re.search(r"evaluates on [A-Z]", words)


def test_papers_are_ordered_by_any_column_and_the_heading_says_so(client: TestClient) -> None:
    cited = [int(n) for n in re.findall(r'data-label="cited by">(\d+)<', page(client, "/papers?order=used"))]
    assert cited == sorted(cited, reverse=True)
    assert '<th scope="col" aria-sort="descending"><a href="/papers?order=data">' in page(client, "/papers?order=data")
    for order in ("data", "models"):
        items = client.get("/api/papers", params={"order": order}).json()["items"]
        assert {i["iri"] for i in items} == {i["iri"] for i in client.get("/api/papers").json()["items"]}
    assert client.get("/datasets?order=year").status_code == 400


def test_the_newest_papers_come_first_and_those_without_a_year_last(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    iris = [item["iri"] for item in client.get("/api/papers").json()["items"]]
    monkeypatch.setattr(client.app.state.serving._held, "_years", {iris[3]: 2021, iris[5]: 2024})
    newest = [item["iri"] for item in client.get("/api/papers?order=year").json()["items"]]
    assert newest[:2] == [iris[5], iris[3]]
    assert sorted(newest) == sorted(iris)
    assert [row["year"] for row in rows_of(client, "/papers?order=year&format=csv")][:3] == ["2024", "2021", ""]


def test_only_the_papers_of_a_page_are_looked_at(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.web.pages.lists._PAPERS", 2)
    pages = through(client, "/papers?order=year")
    assert [each.count('data-label="year"') for each in pages] == [2, 2, 2, 1]
    assert "page 2 of 4" in pages[1]


def test_a_long_title_is_whole_in_lists(client: TestClient) -> None:
    for row in rows_of(client, "/papers?format=csv"):
        assert row["title"] in unescape(page(client, "/papers"))


@pytest.mark.parametrize("kind", ["papers", "datasets", "models"])
def test_a_list_is_had_whole_as_csv(client: TestClient, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = client.get(f"/api/{kind}").json()["items"]
    monkeypatch.setattr("kg.web.pages.lists._PAPERS", 2)
    rows = rows_of(client, f"/{kind}?format=csv")
    assert {row["iri"] for row in rows} == {item["iri"] for item in listed}
    used = "cited_by" if kind == "papers" else "used_by"
    assert {row["iri"]: int(row[used]) for row in rows} == {item["iri"]: item["used"] for item in listed}
    assert f'href="/{kind}?format=csv"' in page(client, f"/{kind}")
    unread = rows_of(client, "/papers?read=no&format=csv")
    assert {row["iri"] for row in unread} == {i["iri"] for i in client.get("/api/papers?read=no").json()["items"]}


def test_what_is_only_mentioned_says_so_and_can_be_left_out(client: TestClient) -> None:
    words = text_of(page(client, "/datasets"))
    assert re.search(r"only mentioned, by \d|named in no paper", words)
    used = page(client, "/datasets?used=yes")
    assert "only mentioned" not in used
    assert "named in no paper" not in used
    items = client.get("/api/datasets?used=yes").json()["items"]
    assert items
    assert all(item["used"] for item in items)


def test_who_says_so_leads_to_the_sentence_in_the_text(client: TestClient) -> None:
    links = re.findall(
        r'<blockquote>([^<]*)</blockquote>\s*<p class="source"><a href="(/text/[0-9a-f]+)#(at-\d+)"',
        page(client, "/entity/dataset/marshbirds") + page(client, "/questions/trace?name=Flightpath"),
    )
    assert len(links) > 3
    for quote, address, anchor in links:
        found = re.search(rf'id="{anchor}">(.*?)</p>', page(client, address), re.S)
        assert found, (address, anchor)
        said = " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())
        assert said.startswith(unescape(quote)[:40])


def test_where_a_text_is_gone_who_says_so_leads_to_the_paper(
    example_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.web.texts.Texts.at_hand", lambda *_: False)
    with application_over(example_graph) as client:
        html = page(client, "/entity/dataset/marshbirds")
    assert '<p class="source"><a href="/entity/' in html
    assert 'href="/text/' not in html


def test_a_user_of_a_thing_is_asked_once_who_says_so(client: TestClient) -> None:
    for item in client.get("/api/datasets?used=yes").json()["items"]:
        used = page(client, item["url"]).partition("<h2>Used by</h2>")[2]
        for row in used.split('<li class="thing">')[1:]:
            assert row.count("says who?") == 1
