"""The files of the public forge are well-formed, run what we run, and ask for no more than they need."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sessions import ROOT

FORGE = ROOT / ".github"
FORMS = sorted((FORGE / "ISSUE_TEMPLATE").glob("*.yml"))
if not FORGE.exists():
    pytest.skip("this copy came without the files of the forge", allow_module_level=True)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def workflow() -> Any:
    return read(FORGE / "workflows" / "ci.yml")


def test_the_workflow_runs_what_continuous_integration_runs_here(workflow):
    (job,) = workflow["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == ".ci/run"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_workflow_has_a_job_for_each_python_that_kg_is_for(workflow):
    (job,) = workflow["jobs"].values()
    classifiers = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert job["strategy"]["matrix"]["python"] == classifiers


def test_the_workflow_may_read_and_nothing_else(workflow):
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert "secrets." not in (FORGE / "workflows" / "ci.yml").read_text("utf-8")
    (checkout,) = (step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] is False


def test_every_action_is_of_the_forge_itself_and_pinned_by_its_major_version(workflow):
    (job,) = workflow["jobs"].values()
    actions = [step["uses"] for step in job["steps"] if "uses" in step]
    assert [a for a in actions if not re.fullmatch(r"actions/[a-z-]+@v\d+", a)] == []


@pytest.mark.parametrize("path", [f for f in FORMS if f.stem != "config"], ids=lambda path: path.stem)
def test_a_form_for_issues_has_what_the_forge_asks_of_one(path):
    form = read(path)
    assert {"name", "description", "body"} <= set(form)
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in asked}) == len(asked)
    assert all(part["attributes"]["label"] for part in asked)
    assert any(part.get("validations", {}).get("required") for part in asked)


@pytest.mark.parametrize("path", [FORGE / "ISSUE_TEMPLATE" / f"{n}.yml" for n in ("wrong-answer", "unread-paper")])
def test_who_reports_a_paper_is_asked_for_none_that_is_private(path):
    assert "free for everyone to read" in path.read_text("utf-8")
