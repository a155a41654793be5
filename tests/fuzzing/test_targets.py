"""The fuzzing can fail: what it lets pass, and what it calls a fault."""

import subprocess
import sys

import pytest

from tests.fuzzing.fuzzed import SCRIPT, fuzz

FAULTY = """
import os, sys
sys.path.insert(0, {parts!r})
from fuzz_parts import targets as module
from hypothesis import strategies as st
from kg.core.errors import UnreadablePaperError

def look(case):
    if {when}:
        {what}

module.targets = lambda: {{"faulty": module._target("faulty", st.integers(0, 9), look)}}
exec(compile(open({script!r}).read(), {script!r}, "exec"))
"""


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("raise KeyError('x')", "KeyError in the target"),
        ("os.kill(os.getpid(), 11)", "it died with -11"),
        ("pass", None),
    ],
)
def test_an_error_that_users_are_not_told_of_and_a_death_are_faults_and_name_their_case(what, told, tmp_path):
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY.format(parts=str(SCRIPT.parent), script=str(SCRIPT), when="case == 7", what=what), "utf-8")
    found = fuzz(script, "faulty", seconds=1, cases=200, seed=0, folder=tmp_path)
    assert found.cases > 50 or (told and "died" in told)
    assert [where.partition(":")[0] for where in found.faults] == ([told] if told else [])
    if told and "KeyError" in told:
        assert "the case: 7" in next(iter(found.faults.values()))


def test_the_script_names_its_targets_and_ends_well_where_nothing_is_wrong():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "curation", "--seconds", "1"], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[1].split()[0] == "curation"
