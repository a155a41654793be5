"""What the library gives back shows itself in notebooks, and becomes tables."""

import builtins
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from pyoxigraph import Literal

import kg
from kg.answers import impact_answer, leaks_answer, licences_answer, query_answer, trace_answer
from kg.core.errors import MissingExtraError, UnknownNameError
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.query_result import Cut, QueryKind, QueryResult
from kg.tracing.impact import impact
from kg.tracing.leaks import gravest_first, leaks, leaks_everywhere, leaks_of_all
from kg.tracing.licensing import licences
from kg.tracing.lineage import trace
from kg.views.leaks_text import TITLES, finding_sentence
from kg.views.notebook_html import MOST_ROWS
from tests.samples import FACTS, KNOWN, quail_1, quail_2
from tests.tracing import world as w

P = Predicate
HOSTILE = "</td><script>window.hurt=1</script><img src=x onerror=hurt>\u202e"
PLAIN = {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ol", "ul", "li"}


class Elements(HTMLParser):
    """The elements of a piece of HTML, and whether each that was opened was closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.waiting: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.names.add(tag)
        self.waiting.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.waiting.pop() == tag


def elements(html: str) -> set[str]:
    found = Elements(html)
    assert found.waiting == []
    return found.names


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("answers") / "graph"
    with Graph.open(folder) as opened:
        opened.put(quail_1())
        opened.put(quail_2())
        opened.put_background(KNOWN, FACTS)
    with kg.open_graph(folder) as opened:
        yield opened


def test_a_trace_shows_each_way_with_its_quotes():
    html = trace_answer(trace(w.marsh(), "Bittern"))._repr_html_()
    assert "<table>" in html
    way = "Bittern → uses → Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds"
    assert re.search(f"<summary>{way.replace('Bittern', 'Bittern: Fast Listening')}</summary>", html)
    assert "Quail-2 starts from Quail-1." in html
    assert "Training data not disclosed" in html
    assert "No training data known" in html
    assert "WadeBench" in html
    assert elements(html) <= PLAIN


def test_an_impact_shows_what_rests_on_a_thing():
    html = impact_answer(impact(w.marsh(), "Marshbirds"))._repr_html_()
    assert "Quail-1" in html
    assert "Bittern" in html
    assert "0.65" in html
    elements(html)


def test_leaks_show_the_verdict_and_the_way_to_what_was_found():
    quail, data, other = w.model("Quail-9"), w.dataset("Marshbirds"), w.dataset("Reedcalls")
    edges = [w.edge(quail, P.TRAINED_ON, data, w.said("We train Quail-9 on Marshbirds.", "Quail-9", 1))]
    edges += [w.edge(quail, P.EVALUATED_ON, each) for each in (data, other)]
    answer = leaks_answer(leaks(w.MemorySource([quail, data, other], edges), "Quail-9"))
    html = answer._repr_html_()
    found, nothing = answer.judged
    assert finding_sentence(found, found.findings[0]) in html
    assert "We train Quail-9 on Marshbirds." in html
    assert TITLES[nothing.verdict] in html
    assert repr(answer) == "<2 evaluations of Quail-9, 1 with findings>"
    assert elements(html) <= PLAIN


def test_leaks_as_a_table_have_a_row_for_each_finding_and_for_each_evaluation_without():
    answer = leaks_answer(leaks_of_all(w.marsh()))
    table = answer.to_dataframe()
    assert len(table) == sum(max(1, len(judged.findings)) for judged in answer.judged)
    assert set(table["verdict"]) == {judged.verdict.value for judged in answer.judged}
    assert table["found"].isna().tolist() == table["path"].isna().tolist()
    assert answer.judged == tuple(sorted(leaks_everywhere(w.marsh()), key=gravest_first))


def test_licences_show_what_each_thing_on_the_way_asks_for(graph):
    answer = kg.licenses(graph, "Quail-2")
    html = answer._repr_html_()
    table = answer.to_dataframe()
    assert list(table["name"]) == [licensed.node.label for licensed in answer.licensed]
    assert all(name in html for name in table["name"])
    assert "nobody names one" in html
    assert elements(html) <= PLAIN
    assert repr(answer) == f"<licences upstream of Quail-2: {table['licences'].notna().sum()} known of {len(table)}>"


def test_leaks_are_asked_of_one_thing_or_of_the_whole_graph(graph):
    (everywhere,) = kg.leaks(graph).judged
    assert everywhere.evaluated.dataset.label == "DuckBench"
    (own,) = kg.leaks(graph, "DuckBench").judged
    assert (own.evaluated, own.verdict) == (everywhere.evaluated, everywhere.verdict)
    assert kg.leaks(graph, "Quail-1").judged == ()  # which nobody evaluates on anything
    with pytest.raises(UnknownNameError):
        kg.leaks(graph, "nobody")


def test_hostile_text_stands_escaped_in_every_display():
    note, used, data = w.paper(HOSTILE), w.model(HOSTILE), w.dataset(HOSTILE)
    edges = [w.edge(note, P.USES, used, w.said(HOSTILE, HOSTILE, 1)), w.edge(used, P.TRAINED_ON, data)]
    source = w.MemorySource([note, used, data], edges)
    tested = w.edge(used, P.EVALUATED_ON, data, w.said(HOSTILE, HOSTILE, 1))
    rows = QueryResult(QueryKind.SELECT, (HOSTILE,), ((Literal(HOSTILE),),), Cut.ROWS)
    shown = (
        trace_answer(trace(source, used.iri)),
        impact_answer(impact(source, data.iri)),
        licences_answer(licences(source, used.iri)),
        leaks_answer(leaks(w.MemorySource([note, used, data], [*edges, tested]), used.iri)),
        query_answer(rows),
    )
    for html in (answer._repr_html_() for answer in shown):
        assert not {"script", "img"} & elements(html)
        assert "\u202e" not in html
        assert "&lt;script&gt;" in html


def test_a_long_answer_is_cut_and_says_so():
    terms = tuple((Literal(str(n)),) for n in range(MOST_ROWS + 7))
    html = query_answer(QueryResult(QueryKind.SELECT, ("n",), terms, Cut.ROWS))._repr_html_()
    assert html.count("<tr>") == MOST_ROWS + 1
    assert "and 7 more" in html
    assert "truncated" in html


def test_an_answer_is_gone_through_row_by_row_and_tells_how_many_it_has():
    answer = query_answer(
        QueryResult(QueryKind.SELECT, ("n", "m"), ((Literal("1"), None), (Literal("2"), Literal("x"))))
    )
    assert [*answer] == [("1", ""), ("2", "x")]
    assert (len(answer), repr(answer)) == (2, "<answer with 2 rows of n, m>")
    empty = query_answer(QueryResult(QueryKind.SELECT, ("n",), (), Cut.SERVER))
    assert empty
    assert repr(empty) == "<answer with 0 rows of n, cut>"


def test_an_answer_without_rows_has_no_table():
    html = query_answer(QueryResult(QueryKind.SELECT, ("n",), ()))._repr_html_()
    assert html == "<div><p>0 rows</p></div>"


def test_answers_are_the_values_that_views_and_programs_know():
    plain = trace(w.marsh(), "Bittern")
    answer = trace_answer(plain)
    assert isinstance(answer, type(plain))
    assert answer.datasets == plain.datasets


def test_a_trace_as_a_table_has_a_row_for_each_dataset_or_hop():
    answer = trace_answer(trace(w.marsh(), "Bittern"))
    table = answer.to_dataframe()
    assert list(table["dataset"]) == [d.node.label for d in answer.datasets]
    assert table["belief"].dtype == float
    hops = answer.to_dataframe(hops=True)
    assert len(hops) == sum(len(path.edges) for d in answer.datasets for path in d.paths)
    first = hops[hops["dataset"] == "Marshbirds"].iloc[0]
    assert (first["subject"], first["relation"], first["hop"]) == ("Bittern: Fast Listening", "uses", 1)
    assert (first["quote"], first["page"]) == ("We run Quail-2 throughout.", 2)


def test_an_impact_as_a_table_has_a_row_for_each_dependent():
    answer = impact_answer(impact(w.marsh(), "Marshbirds"))
    table = answer.to_dataframe()
    assert list(table["name"]) == [d.node.label for d in answer.dependents]
    assert set(table["kind"]) == {"model", "paper"}


def test_an_empty_answer_is_a_table_with_columns_and_no_rows():
    table = trace_answer(trace(w.MemorySource([w.CRAKE]), "Crake")).to_dataframe()
    assert len(table) == 0
    assert "dataset" in table.columns


def test_a_graph_tells_what_it_holds_and_becomes_a_table_of_statements(graph):
    assert re.fullmatch(r"<graph .*graph: 2 papers read, 7 datasets, 3 models>", repr(graph))
    html = graph._repr_html_()
    assert "papers read" in html
    assert ">2</td>" in html
    table = graph.to_dataframe()
    trained = table[(table["relation"] == "trained_on") & (table["subject"] == "Quail-2")]
    assert set(trained["object"]) == {"MarshBirds", "ReedSongs"}
    assert (table["belief"] > 0).all()
    assert "read" in set(table["sources"])


def test_a_closed_graph_still_shows_that_it_is_one(tmp_path: Path):
    Graph.open(tmp_path / "graph").close()
    opened = kg.open_graph(tmp_path / "graph")
    opened.close()
    assert "(closed)" in opened._repr_html_()


def test_the_library_asks_by_name_and_by_sparql(graph):
    assert kg.impact(graph, "Quail-1").to_dataframe()["name"].str.startswith("Quail-2").any()
    named = kg.query(graph, "papers-by-dataset", {"dataset": "MarshBirds"})
    assert "paper" in named.to_dataframe().columns
    counted = kg.query(graph, "SELECT (COUNT(?p) AS ?n) { ?p a schema:ScholarlyArticle }").to_dataframe()
    assert isinstance(counted, pd.DataFrame)
    assert counted["n"][0] >= 2


def test_without_pandas_the_error_says_what_to_install(monkeypatch):
    plain = builtins.__import__

    def without(name, *rest):
        if name == "pandas":
            raise ImportError(name)
        return plain(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"path/to/kg\[dataframe\]"):
        trace_answer(trace(w.marsh(), "Bittern")).to_dataframe()


def test_completion_in_python_offers_what_the_library_is_and_no_folders():
    assert dir(kg) == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in dir(kg))


def test_a_hop_out_of_a_collection_is_marked_in_a_notebook_before_its_row_is_unfolded() -> None:
    told = w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.known())
    used = w.edge(w.RAIL_PAPER, P.USES, w.HERON, w.said("Rail", "We use Heron.", 1))
    source = w.MemorySource((w.RAIL_PAPER, w.HERON, w.PONDS), (told, used))
    for shown in (impact_answer(impact(source, "Ponds")), trace_answer(trace(source, w.RAIL_PAPER.iri))):
        html = shown._repr_html_()
        (row, *_) = [s for s in re.findall(r"<summary>(.*?)</summary>", html) if "Rail" in s]
        assert row == "Rail → uses → Heron → trained on [background] → Ponds"
        assert html.count("no paper read here was seen to say it") == 1
    read = w.MemorySource((w.RAIL_PAPER, w.HERON), (used,))
    assert "no paper read here" not in impact_answer(impact(read, "Heron"))._repr_html_()
