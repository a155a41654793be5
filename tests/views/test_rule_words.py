"""Every rule by which something can be read out of a paper is told in plain words."""

import ast
import re
from pathlib import Path

import kg.statements
from kg.core.statement import AS_BASELINE, OWN_RUN
from kg.statements.introductions import UNLIKE_KNOWN
from kg.statements.relation_rules import DATASET_RULES, MODEL_RULES
from kg.views.rule_words import RULE_WORDS, rule_words

_LABEL = re.compile(r"(?:rule:)?(?:[a-z]+(?:-[a-z]+)+)|rule:[a-z]+")


def labels() -> set[str]:
    """Whatever in the code that states things is written like the name of a rule: words joined by hyphens."""
    found = {rule.name for rule in (*MODEL_RULES, *DATASET_RULES)}
    for file in sorted(Path(kg.statements.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _LABEL.fullmatch(node.value):
                found.add(node.value)
    return {label.removeprefix("rule:") for label in found}


def test_every_label_that_the_code_can_give_has_its_words_and_no_other():
    assert labels() | {AS_BASELINE.removeprefix(OWN_RUN)} == set(RULE_WORDS)


def test_labels_are_understood_with_all_that_is_put_before_and_behind_them():
    for name, words in RULE_WORDS.items():
        assert rule_words(f"rule:{name}") == rule_words(f"rule:run-{name}") == words
    assert rule_words("classifier:trained-with") == RULE_WORDS["trained-with"]
    assert rule_words("rule:cited-with-name" + UNLIKE_KNOWN) == "the work cited beside its name, not the one known"
    assert (rule_words("mention"), rule_words("curator:accept")) == ("named here", "a curator's word")
    assert rule_words("rule:of-an-older-kg") == "rule:of-an-older-kg"
