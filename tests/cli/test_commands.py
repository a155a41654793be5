import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.core.version import __version__
from kg.resources import shipped

PAPERS = shipped("examples", "papers")

pytestmark = pytest.mark.scispacy


def kg(*arguments: str | Path, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would; fails unless it ends with the exit code."""
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "graph"
    kg("build", PAPERS, "--graph", path)
    return path


def test_a_build_ends_with_a_table_on_stdout_and_nothing_on_stderr(tmp_path: Path) -> None:
    done = kg("build", PAPERS / "plover.md", "--graph", tmp_path / "graph")
    assert done.stdout == "stored   1\nskipped  0\nfailed   0\n"
    assert done.stderr == ""


def test_some_failures_end_with_code_three(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"")
    done = kg("build", PAPERS / "plover.md", tmp_path / "bad.pdf", "--graph", tmp_path / "graph", "--json", code=3)
    report = json.loads(done.stdout)
    assert [f["code"] for f in report["failed"]] == ["empty-file"]
    assert len(report["stored"]) == 1


def test_paths_come_from_stdin_too(tmp_path: Path) -> None:
    done = kg("build", "-", "--graph", tmp_path / "graph", stdin=f"{PAPERS / 'plover.md'}\n\n")
    assert done.stdout.startswith("stored   1\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "EMPTY", "--graph", "NEW"), "no papers here"),
        (("trace", "Marshbirdz"), "did you mean Marshbirds"),
        (("report", "no such paper at all"), "nothing in the graph"),
        (("trace", "x", "--graph", "NEW"), "no graph here"),
        (("query", "SELECT * WHERE { ?s ?p }"), "line 1"),
        (("query", "SELECT * WHERE { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }"), "SERVICE"),
        (("query", "nosuchquestion"), "no such question"),
        (("query", "LOAD <http://127.0.0.1:9>"), "LOAD is refused"),
        (("query", "nosuch.rq"), "cannot be read"),
        (("export", "out.xyz"), "suffix"),
        (("export", "/no/such/folder/out.ttl"), "cannot be written"),
        (("remove", "nobody"), "nothing in the graph"),
    ],
)
def test_what_cannot_be_met_ends_with_one_sentence_and_code_one(
    arguments: tuple[str, ...], said: str, graph: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"EMPTY": str(tmp_path / "empty"), "NEW": str(tmp_path / "new")}
    given = [places.get(a, a) for a in arguments]
    if "--graph" not in given:
        given += ["--graph", str(graph)]
    done = kg(*given, code=1)
    assert said in done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_the_version_is_told_and_the_british_spelling_is_no_command_of_the_list() -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"
    listed = kg("--help").stdout
    assert "licenses" in listed
    assert "licences " not in listed.replace("the licences ", "")


def test_wrong_usage_ends_with_code_two(graph: Path) -> None:
    kg("trace", code=2)
    kg("query", "--graph", graph, code=2)
    kg("query", "failures", "--set", "nonsense", "--graph", graph, code=2)


def test_status_lists_the_papers(graph: Path) -> None:
    done = kg("status", "--graph", graph, "--json")
    status = json.loads(done.stdout)
    assert len(status["stored"]) == len(list(PAPERS.iterdir()))
    assert status["failed"] == []
    assert "plover.md" in kg("status", "--graph", graph).stdout


def test_extract_prints_one_json_line_a_paper() -> None:
    done = kg("extract", PAPERS / "quail-2.pdf", PAPERS / "plover.md", "--json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(r["file"]).name for r in records] == ["plover.md", "quail-2.pdf"]
    plover, quail = records
    assert plover["undisclosed"] == ["Plover"]
    assert {(s["subject"], s["relation"], s["object"]) for s in quail["lineage"]} >= {
        ("Quail-2", "fine_tuned_from", "Quail-1"),
        ("Quail-2", "trained_on", "HeronChat"),
    }
    for record in records:
        for item in [*record["datasets"], *record["models"], *record["lineage"]]:
            assert item["evidence"]
            assert all(e["quote"] and e["end"] - e["start"] == len(e["quote"]) for e in item["evidence"])
        assert all(e["introduced_by"] is None or e["introduced_by"]["key"] for e in record["datasets"])


def test_mentions_have_offsets_into_the_text_as_given() -> None:
    text = "  We evaluate LLaMA-7B on GLUE and\tHellaSwag.\n"
    done = kg("mentions", stdin=json.dumps({"id": 7, "text": text}) + "\n")
    record = json.loads(done.stdout)
    assert record["id"] == 7
    assert [(m["surface"], m["kind"]) for m in record["mentions"]] == [
        ("LLaMA-7B", "Model"),
        ("GLUE", "Dataset"),
        ("HellaSwag", "Dataset"),
    ]
    assert all(text[m["start"] : m["end"]] == m["surface"] for m in record["mentions"])


def test_references_are_parsed_into_fields() -> None:
    raw = "Ada Finch and Bo Heron. Reedcalls: Described bird sounds. Journal of Marshes, 2021. doi:10.1234/reed.5"
    done = kg("references", stdin=json.dumps({"raw": raw}) + "\n")
    record = json.loads(done.stdout)
    assert record["title"] == "Reedcalls: Described bird sounds"
    assert record["authors"] == ["Ada Finch", "Bo Heron"]
    assert (record["year"], record["doi"], record["arxiv"]) == (2021, "10.1234/reed.5", None)


def test_bad_json_lines_are_named() -> None:
    assert "line 1" in kg("mentions", stdin="nonsense\n", code=1).stderr
    assert '"raw"' in kg("references", stdin='{"text": "x"}\n', code=1).stderr


def test_trace_and_impact_answer_in_json_too(graph: Path) -> None:
    traced = json.loads(kg("trace", "Flightpath", "--graph", graph, "--json").stdout)
    assert {d["name"] for d in traced["datasets"]} >= {"Marshbirds", "Reedcalls", "HeronChat"}
    assert all(hop["evidence"] for path in traced["paths"] for hop in path["hops"])
    rested = kg("impact", "Marshbirds", "--graph", graph).stdout
    assert "Quail-2" in rested
    assert json.loads(kg("impact", "Marshbirds", "--graph", graph, "--json").stdout)


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_a_report_comes_in_every_form(form: str, graph: Path) -> None:
    done = kg("report", "Flightpath", "--graph", graph, "--format", form)
    assert "No dataset is named in this paper" in done.stdout or '"datasets": []' in done.stdout


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv"])
def test_a_query_answers_in_every_form_of_rows(form: str, graph: Path) -> None:
    query = "SELECT ?name WHERE { ?d a schema:Dataset ; skos:prefLabel ?name } ORDER BY ?name"
    assert "Marshbirds" in kg("query", query, "--graph", graph, "--format", form).stdout


def test_a_constructed_graph_comes_as_turtle_and_rows_do_not(graph: Path) -> None:
    construct = "CONSTRUCT { ?d a schema:Dataset } WHERE { ?d a schema:Dataset }"
    assert "@prefix" in kg("query", construct, "--graph", graph, "--format", "turtle").stdout
    assert " ." in kg("query", construct, "--graph", graph, "--format", "nquads").stdout
    assert "CONSTRUCT" in kg("query", "ASK {?s ?p ?o}", "--graph", graph, "--format", "turtle", code=1).stderr


def test_too_many_rows_are_cut_visibly(graph: Path) -> None:
    done = kg("query", "SELECT * WHERE { ?s ?p ?o }", "--graph", graph, "--max-rows", "3")
    assert "3 rows, truncated" in done.stdout
    assert "truncated" in done.stderr


def test_every_named_question_is_listed_and_runs(graph: Path) -> None:
    listed = [line.split()[0] for line in kg("query", "--list").stdout.splitlines() if not line.startswith(" ")]
    assert len(listed) >= 6
    for name in listed:
        kg("query", name, "--graph", graph)


def test_export_writes_what_is_asked_for(graph: Path, tmp_path: Path) -> None:
    for suffix in ("ttl", "trig", "nq", "nt"):
        done = kg("export", tmp_path / f"out.{suffix}", "--graph", graph)
        assert done.stdout == ""
        assert (tmp_path / f"out.{suffix}").stat().st_size > 1000


def test_the_graph_that_a_build_made_conforms(graph: Path) -> None:
    assert " conforms (" in kg("validate", "--graph", graph).stdout


def test_view_writes_a_page_that_fetches_nothing(graph: Path, tmp_path: Path) -> None:
    kg("view", "--graph", graph, "-o", tmp_path / "kg.html")
    page = (tmp_path / "kg.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert 'src="http' not in page


def test_the_demo_reaches_the_data_of_the_example() -> None:
    printed = kg("demo").stdout
    assert "Marshbirds" in printed
    assert "Quail-2" in printed


def test_the_graph_is_named_by_the_environment_too(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH", str(graph))
    assert "plover.md" in kg("status").stdout


def test_ctrl_c_before_a_command_begins_ends_with_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def interrupted(**_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.cli.app", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "kg: interrupted\n"
