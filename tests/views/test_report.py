import json
import re
from dataclasses import replace

import pytest

from kg.core.errors import NotReadError, UnknownNameError
from kg.core.statement import PAPER, Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.report import compose, report
from kg.views.report_json import report_json
from kg.views.report_text import report_html, report_markdown, report_text
from tests import samples


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    with Graph.open(tmp_path_factory.mktemp("reports") / "graph") as opened:
        opened.put(samples.quail_1())
        opened.put(samples.quail_2())
        opened.put_background(samples.KNOWN, samples.FACTS)
        opened.settle()
        yield opened


def between(text, start, end):
    return text[text.index(start) : text.index(end)]


def test_named_datasets_come_with_role_citation_and_quote(graph):
    text = between(report_text(report(graph, "Quail-2: A Second Bird Model")), "Datasets named", "Models named")
    assert "MarshBirds: trains on\n" in text
    assert (
        "  cited as: [2] C. Heron and D. Rail. MarshBirds: ten thousand hours of reeds. arXiv:2201.01234,\n    2022."
        in text
    )
    assert '  "Quail-2 was trained on MarshBirds [2] and ReedSongs." (p. 1, 1 Training Data)' in text
    assert (
        text.index("MarshBirds: trains on") < text.index("DuckBench: evaluates on") < text.index("PondNoise: mention")
    )


def test_models_come_with_their_lineage_and_silence(graph):
    text = between(report_text(report(graph, "quail2.pdf")), "Models named", "Data reached indirectly")
    assert "Quail-2 → fine-tuned from → Quail-1\n" in text
    assert "Larks-XL: compares with\n" in text
    assert "  training data not disclosed\n" in text
    assert "cited as: [1] A. Fenn." in text


def test_data_reached_through_another_paper_is_shown_hop_by_hop(graph):
    text = between(report_text(report(graph, "quail2.pdf")), "Data reached indirectly", "Section by section")
    assert "→ uses → Quail-1 → trained on → PondNoise (belief " in text
    assert "  PondNoise → has part → FrogTapes (belief " in text
    assert "background: bird-registry 2024 (CC0-1.0)" in text


def test_what_stands_with_the_datasets_is_only_listed_with_the_model(graph):
    text = report_text(report(graph, "quail2.pdf"))
    assert "Quail-2 → trained on → ReedSongs (quoted above)\n" in text
    assert "4 datasets reached indirectly, 0 models" in text


def test_every_section_is_listed_with_what_was_found(graph):
    text = report_text(report(graph, "quail2.pdf"))
    assert "(before the first heading) [front]: no dataset named\n" in text
    assert "1 Training Data [data]: datasets: MarshBirds, ReedSongs; models: Larks-XL, Quail-2\n" in text
    assert "References [references]: the bibliography, not searched for names\n" in text


def test_a_paper_without_datasets_says_so_and_what_was_searched(tmp_path):
    without = [s for s in samples.quail_2().statements if "dataset:" not in s.subject + s.object]
    entities = tuple(e for e in samples.quail_2().entities if e.kind == "model")
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(replace(samples.quail_2(), entities=entities, statements=tuple(without)))
        answer = report(graph, "quail2.pdf")
    text = report_text(answer)
    assert "No dataset is named in this paper.\n" in text
    assert "Searched: 4 sections with 4 sentences, captions and rows of tables among them, for the " in text
    assert re.search(
        r"the \d{4} names by which \d{4} datasets known beforehand go in texts, and for new names",
        " ".join(text.split()),
    )
    assert "**No dataset is named in this paper.**" in report_markdown(answer)
    assert report_json(answer)["no_dataset_named"] is True


def test_a_name_that_is_no_paper_read_is_unknown(graph):
    with pytest.raises(NotReadError, match=r"no paper of this name .* is named in: Quail-2: A Second Bird Model"):
        report(graph, "DuckBench")
    with pytest.raises(NotReadError):
        report(graph, "MarshBirds: ten thousand hours of reeds")
    with pytest.raises(UnknownNameError):
        report(graph, "Quite another name")


def test_the_name_of_a_thing_that_one_paper_read_introduces_stands_for_the_paper(tmp_path):
    renamed = replace(samples.quail_1(), title="A First Model of Marsh Birds")
    with Graph.open(tmp_path / "graph") as opened:
        opened.put(renamed)
        answer = report(opened, "quail-1")
        assert (answer.paper.label, answer.introducing.label) == ("A First Model of Marsh Birds", "Quail-1")
        assert report(opened, "A First Model of Marsh Birds").introducing is None
        opened.put(replace(renamed, title="Another", source=samples.source_file("b.txt", "b")))
        with pytest.raises(NotReadError, match="introduced in several papers: A First Model of Marsh Birds; Another"):
            report(opened, "quail-1")


def test_the_json_form_holds_offsets_and_the_trace(graph):
    answer = report_json(report(graph, "quail2.pdf"))
    json.dumps(answer)
    marsh = next(d for d in answer["datasets"] if d["name"] == "MarshBirds")
    role = marsh["roles"][0]
    assert samples.QUAIL_2[role["start"] : role["end"]] == role["quote"]
    assert marsh["references"][0]["key"] == "2"
    assert answer["trace"]["start"][0]["name"] == "Quail-2: A Second Bird Model"
    assert answer["read"]["pages"] == 2


def test_hostile_text_stays_text_in_every_form(tmp_path):
    title = "<script>alert(1)</script> *bold* [x](javascript:y) \u202e quail"
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(replace(samples.quail_2(), title=title))
        answer = report(graph, "quail2.pdf")
    html, markdown = report_html(answer), report_markdown(answer)
    assert "<script" not in html
    assert "script-src 'none'" in html.replace("&#39;", "'")
    assert "\\<script\\>" in markdown
    assert "\\[x\\](javascript:y)" in markdown
    assert not any("\u202e" in form for form in (html, markdown, report_text(answer)))


def test_what_the_registry_has_against_a_citation_stands_with_it(graph):
    paper = samples.quail_2()
    noted = [
        replace(s, evidence=tuple(replace(e, note="the registry names Reeds") for e in s.evidence))
        if s.predicate is Predicate.INTRODUCED_BY
        else s
        for s in paper.statements
    ]
    with_note = replace(paper, statements=tuple(noted))
    answer = compose(GraphReader(graph), report(graph, "quail2.pdf").paper, with_note, names_known=1, datasets_known=1)
    text = " ".join(report_text(answer).split())
    assert "ten thousand hours of reeds. arXiv:2201.01234, 2022. [yet the registry names Reeds]" in text
    birds = next(d for d in report_json(answer)["datasets"] if d["name"] == "MarshBirds")
    assert birds["references"][0]["note"] == "the registry names Reeds"


def test_what_was_withdrawn_is_marked_among_the_data_reached_and_named(graph):
    text = " ".join(report_text(report(graph, "quail2.pdf")).split())
    assert "RiverTape [withdrawn 2020-06]" in text
    assert "RiverTape was WITHDRAWN 2020-06: its makers took it offline (https://river.example/gone" in text
    named = compose(
        GraphReader(graph),
        report(graph, "quail2.pdf").paper,
        replace(samples.quail_1(), entities=(samples.dataset("RiverTape"),), statements=(
            samples.said(samples.QUAIL_1, PAPER, Predicate.TRAINS_ON, "dataset:rivertape", "Quail-1 was trained on"),
        )),
        names_known=1,
        datasets_known=1,
    )  # fmt: skip
    assert "RiverTape [withdrawn 2020-06]: trains on" in report_text(named)
    assert report_json(named)["datasets"][0]["withdrawn"]["date"] == "2020-06"
