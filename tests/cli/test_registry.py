import json

from tests.cli.test_commands import kg


def test_find_shows_names_works_facts_and_who_says_so() -> None:
    shown = " ".join(kg("registry", "find", "CommonCrawl").stdout.split())
    assert shown.startswith("Common Crawl dataset, dataset:commoncrawl (its name)")
    shown = " ".join(kg("registry", "find", "LLaMA").stdout.split())
    assert "introduced by LLaMA: Open and Efficient Foundation Language Models. 2023. arXiv:2302.13971 (so " in shown
    assert "trained on C4 (kg's own notes on papers, 0.95, stated in arXiv:2302.13971" in shown
    assert "Epoch AI models 2025-12 (CC-BY-4.0)" in shown


def test_find_shows_both_things_of_one_name() -> None:
    shown = kg("registry", "find", "ToolBench").stdout
    assert shown.count("ambiguous: the name alone does not tell that this is meant") == 2
    assert "arXiv:2307.16789" in shown
    assert "arXiv:2305.16504" in shown


def test_find_says_what_others_hold_against_the_work_and_that_data_are_not_disclosed() -> None:
    assert "or, as others have it, by" in kg("registry", "find", "GLUE").stdout
    assert "its makers have not disclosed its training data" in kg("registry", "find", "Llama 2").stdout


def test_find_marks_what_was_withdrawn() -> None:
    shown = " ".join(kg("registry", "find", "Books3").stdout.split())
    assert "WITHDRAWN 2023-07: removed by its host after a takedown notice of rights holders (https://gizmodo" in shown
    (found,) = json.loads(kg("registry", "find", "Duke MTMC", "--json").stdout)["found"]
    assert found["withdrawn"]["date"] == "2019-04-25"
    assert found["withdrawn"]["evidence"][0]["url"].startswith("https://www.cbs17.com/")


def test_find_ends_with_one_and_the_nearest_names_where_nothing_is_called_so() -> None:
    done = kg("registry", "find", "Librispech", code=1)
    assert done.stdout.startswith(
        "nothing in the registry is called Librispech\nnearest names:\n  LibriSpeech (dataset)"
    )


def test_find_gives_programs_the_same_facts() -> None:
    answer = json.loads(kg("registry", "find", "LLaMA", "--json").stdout)
    (llama,) = answer["found"]
    assert llama["id"] == "model:llama"
    assert llama["introduced_by"][0]["arxiv"] == "2302.13971"
    assert {"dataset:c4"} <= {f["object_id"] for f in llama["facts"] if f["relation"] == "trained_on"}
    assert all(s["licence"] and s["attribution"] for s in llama["sources"])
    missed = json.loads(kg("registry", "find", "Librispech", "--json", code=1).stdout)
    assert (missed["found"], missed["near"][0]["name"]) == ([], "LibriSpeech")


def test_stats_counts_kinds_relations_and_collections() -> None:
    shown = kg("registry", "stats").stdout
    counted = json.loads(kg("registry", "stats", "--json").stdout)
    datasets, models = counted["kinds"]
    assert (datasets["kind"], models["kind"]) == ("dataset", "model")
    assert f"entries          {datasets['entries']:>10}{models['entries']:>10}" in shown
    assert counted["facts"]["trained_on"] > 0
    assert all(source["licence"] in shown for source in counted["sources"])
