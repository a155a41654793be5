import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from kg.cli import app, ask, serve  # noqa: F401 - commands are registered by being imported
from kg.store.graph import Graph
from kg.web.serving import Serving
from kg.web.settings import ServingSettings
from kg.web.snapshot import Snapshot, state_on_disk
from tests.samples import quail_1, quail_2
from tests.web.serving import TOKEN, application_over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_1())
        graph.settle()
    return tmp_path / "graph"


def build_more(folder: Path) -> None:
    with Graph.open(folder) as graph:
        graph.put(quail_2())
        graph.settle()


class Clock:
    def __init__(self) -> None:
        self.now = 1e12

    def __call__(self) -> float:
        self.now += 100
        return self.now


def test_a_snapshot_stays_as_it_is_while_the_graph_goes_on(folder: Path) -> None:
    snapshot = Snapshot(folder)
    before = len(snapshot.graph)
    build_more(folder)  # the graph is not held
    assert len(snapshot.graph) == before
    snapshot.close()
    assert not snapshot.folder.exists()


def test_a_snapshot_holds_what_a_killed_build_had_stored(folder: Path) -> None:
    program = (
        "import os, sys; from kg.store.graph import Graph; from tests.samples import quail_2\n"
        "graph = Graph.open(sys.argv[1]); graph.put(quail_2()); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == -signal.SIGKILL
    snapshot = Snapshot(folder)
    assert len(snapshot.graph.sources()) == 2
    snapshot.close()


def test_what_a_killed_server_left_behind_goes_with_the_next_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    program = (
        "import os, sys; from pathlib import Path; from kg.web.snapshot import Snapshot\n"
        "print(Snapshot(Path(sys.argv[1])).folder, flush=True); os.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "PYTHONPATH": ".", "TMPDIR": str(place)}
    done = subprocess.run([sys.executable, "-c", program, folder], check=False, env=environment, capture_output=True)
    left = Path(done.stdout.decode().strip())
    assert left.is_dir()
    never_claimed, elsewhere = place / "kg-serve-other", tmp_path / "elsewhere"
    never_claimed.mkdir()
    elsewhere.mkdir()
    (elsewhere / ".claimed").touch()
    (place / "kg-serve-link").symlink_to(elsewhere)
    first = Snapshot(folder)
    second = Snapshot(folder)
    assert not left.exists()
    assert all(path.is_dir() for path in (first.folder, second.folder, never_claimed, elsewhere))
    first.close()
    second.close()


def test_what_is_being_found_out_ends_with_the_snapshot(folder: Path) -> None:
    serving = Serving(ServingSettings(folder))
    serving.prepare()
    held = serving._held
    serving.close()
    assert not any(t.name.startswith("Thread-") and "_run" in t.name for t in threading.enumerate())
    assert held.findings.frontier.get(0) is None  # and nobody begins again
    assert held.findings._stop.pulled()


def test_while_a_graph_is_written_a_snapshot_is_taken_of_what_it_was_before(folder: Path) -> None:
    with Graph.open(folder) as writer:
        writer.put(quail_2())
        snapshot = Snapshot(folder)
    with Graph.open_read_only(folder) as after:
        assert len(snapshot.graph.sources()) == len(after.sources()) - 1
    assert not (folder / "snapshots").exists()
    snapshot.close()


def test_reading_a_graph_does_not_make_it_newer_and_writing_does(folder: Path) -> None:
    before = state_on_disk(folder)
    with Graph.open_read_only(folder) as graph:
        len(graph)
    assert state_on_disk(folder) == before
    build_more(folder)
    assert state_on_disk(folder) != before


def test_a_build_beside_the_server_is_offered_and_taken_when_somebody_says_so(folder: Path) -> None:
    with application_over(folder) as client:
        client.app.state.serving._clock = Clock()
        assert "changed since this snapshot" not in client.get("/").text
        assert client.get("/api/status").json()["papers_read"] == 1
        build_more(folder)
        assert "changed since this snapshot" in client.get("/papers").text
        assert (
            client.get("/api/status").json() | {"newer_on_disk": True, "papers_read": 1}
            == client.get("/api/status").json()
        )
        answer = client.post("/snapshot", data={"back": "/papers?order=used"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/papers?order=used")
        assert client.get("/api/status").json()["papers_read"] == 2
        assert "changed since this snapshot" not in client.get("/").text


def test_a_program_takes_the_newer_one_and_is_told_what_is_in_it(folder: Path) -> None:
    with application_over(folder) as client:
        client.app.state.serving._clock = Clock()
        build_more(folder)
        assert client.get("/api/status").json()["newer_on_disk"] is True
        described = client.get("/api/openapi.json").json()
        answer = client.post("/api/snapshot")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        assert (answer.json()["papers_read"], answer.json()["newer_on_disk"]) == (2, False)
        assert client.get("/api/status").json() == answer.json()
        told = described["paths"]["/api/snapshot"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
        schema = {**told, "components": described["components"]}
        jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)
        assert client.get("/api/snapshot").status_code == 405
        assert client.post("/api/snapshot", headers={"origin": "https://evil.example"}).status_code == 403
        shutil.move(folder, folder.with_name("away"))
        refused = client.post("/api/snapshot")
        assert refused.status_code == 503
        assert refused.json()["error"]
    settings = {"host": "0.0.0.0", "remote": True, "token": TOKEN}
    with application_over(folder.with_name("away"), **settings) as client:
        assert client.post("/api/snapshot").status_code == 401
        assert client.post("/api/snapshot", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_while_the_graph_is_written_what_it_was_before_is_taken(folder: Path) -> None:
    with application_over(folder) as client:
        client.app.state.serving._clock = Clock()
        with Graph.open(folder) as writer:
            writer.put(quail_2())
            assert client.post("/snapshot", data={"back": "/"}, follow_redirects=False).status_code == 303
            assert client.get("/api/status").json()["papers_read"] == 1
            assert "changed since this snapshot" not in client.get("/").text
        assert "changed since this snapshot" in client.get("/").text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_taking_the_newer_one_leads_back_to_pages_of_ours_only(folder: Path, back: str) -> None:
    with application_over(folder) as client:
        assert client.post("/snapshot", data={"back": back}).status_code == 400


def test_who_still_reads_an_old_snapshot_keeps_it_until_the_end(folder: Path) -> None:
    serving = Serving(ServingSettings(folder))
    with serving.holding() as held:
        serving.renew()
        assert held.snapshot.folder.exists()
        assert len(held.snapshot.graph) > 0
    assert not held.snapshot.folder.exists()
    with serving.holding() as fresh:
        assert fresh is not held
    serving.close()
    assert not fresh.snapshot.folder.exists()


def test_the_snapshot_goes_with_the_application(folder: Path) -> None:
    with application_over(folder) as client:
        place = client.app.state.serving._held.snapshot.folder
        assert place.is_dir()
    assert not place.exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_where_it_serves_and_ends_cleanly(folder: Path, how: signal.Signals, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--graph", folder, "--port", "0"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)}
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith(f"{folder} is served at http://127.0.0.1:"), line
    assert list(scratch.iterdir())
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    assert out == ""
    assert "Traceback" not in err
    assert (process.returncode, err) == (0, "stopped\n") if how is signal.SIGINT else (-how, "")
    assert not list(scratch.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "add --allow-remote"),
        (["--host", "0.0.0.0", "--allow-remote"], "a token is needed"),
        (["--allow-curation"], "a token is needed"),
        (["--allow-curation", "--token", "short"], "too easy to guess"),
        (["--cors", "*"], "write an origin"),
        (["--host", "192.0.2.1", "--allow-remote", "--token", "x" * 20], "give another with --port"),
        (["--graph", "nowhere"], "there is no graph here"),
    ],
)
def test_what_cannot_be_served_ends_with_one_sentence(folder: Path, arguments: list[str], said: str) -> None:
    given = arguments if "--graph" in arguments else ["--graph", str(folder), *arguments]
    done = CliRunner().invoke(app, ["serve", *given, "--port", "0"], env={"KG_TOKEN": ""})
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_query_that_runs_is_ended_with_the_server(folder: Path) -> None:
    heavy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) } ORDER BY ?a"
    with application_over(folder, time_limit_s=60) as client:
        answers: list[int] = []
        asking = threading.Thread(
            target=lambda: answers.append(client.post("/sparql", data={"query": heavy}).status_code)
        )
        asking.start()
        state = client.app.state.serving
        while not state._stops:
            time.sleep(0.01)
        time.sleep(0.3)
        state.end()
        asking.join(30)
    assert answers == [503]
