"""Names of data and models that nobody listed before, shown by the words around them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.candidates import Candidate
from kg.extraction.cues import (
    ADJECTIVES,
    CITATION,
    DATASET_CUE,
    MODEL_CUE,
    NAME,
    SHAPED_LIKE_NAME,
    WHOLE_NAME,
    is_generic,
)
from kg.extraction.name_bounds import is_numbered_word, is_scrap, split_list

_CITED = rf"(?:{CITATION})?"
_LISTED = rf"{WHOLE_NAME}{_CITED}+"
_LIST = rf"{_LISTED}(?:\s*,\s*(?:and\s+)?{_LISTED}){{0,14}}(?:(?:\s*,)?\s+(?:and|or|&)\s+{_LISTED})?"
_SMALL_WORDS = r"(?:[a-z][\w-]*\s+){0,3}?"
_INTRODUCES = (
    r"(?:introduc|propos|present|releas|creat|construct|collect|build|built|develop|contribut|describ|call|dub|nam|term"
    r"|referred to as|denot)(?:e|es|ed|ing)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A readable pattern whose group "names" holds one name or a list of names of one kind.

    needs is what a sentence must hold for the pattern to match at all; looking for it first is many times cheaper.
    """

    name: str
    kind: EntityKind
    pattern: re.Pattern[str]
    score: float
    needs: re.Pattern[str]
    needs_shape: bool = True


_HAS_DATA = rf"{DATASET_CUE}\b|(?:set|collection) of"
_HAS_MODEL = rf"{MODEL_CUE}\b|[Bb]aseline"


def _rule(name: str, kind: EntityKind, pattern: str, score: float, needs: str, *, needs_shape: bool = True) -> Rule:
    return Rule(f"rule:{name}", kind, re.compile(pattern), score, re.compile(needs), needs_shape)


_D, _M = EntityKind.DATASET, EntityKind.MODEL
RULES: tuple[Rule, ...] = (
    # "the SWAG dataset", "RACE reading comprehension benchmark", "Fisher corpora", "SNLI [4] and MultiNLI [77] datasets"
    _rule(
        "dataset-noun",
        _D,
        rf"(?P<names>{_LIST}){_CITED}\s+(?:{_SMALL_WORDS}){DATASET_CUE}\b",
        0.7,
        _HAS_DATA,
        needs_shape=False,
    ),
    # "datasets such as A, B and C", "benchmarks: A, B, and C", "the following datasets: A"
    _rule(
        "such-as",
        _D,
        rf"{DATASET_CUE}(?:\s+(?:like|such as|including|namely|called|named)\s+|\s*[:,(]\s*(?:(?:such as|including|namely|e\.g\.,?|i\.e\.,?|called)\s*)?)"
        rf"(?:the\s+)?(?P<names>{_LIST})",
        0.6,
        _HAS_DATA,
    ),
    # "X, a large-scale dataset of ...", "X is a corpus ...", "X (…), the first benchmark"
    _rule(
        "apposition",
        _D,
        rf"(?P<names>{NAME}){_CITED}(?:\s*,|\s+is|\s+are|\s*\([^()]{{1,60}}\)(?:\s*,)?(?:\s+is)?)\s+(?:a|an|the|our|another)\s+{ADJECTIVES}(?:{DATASET_CUE}\b|(?:set|collection)\s+of\b)",
        0.7,
        _HAS_DATA,
        needs_shape=False,
    ),
    # "a new dataset called X", "corpus (X)"
    _rule(
        "called",
        _D,
        rf"{DATASET_CUE}(?:\s*,)?\s+(?:which\s+we\s+|that\s+we\s+)?(?:is\s+)?(?:called|named|dubbed|termed|call|dub|name)\s+(?P<names>{NAME})",
        0.8,
        _HAS_DATA,
        needs_shape=False,
    ),
    # "trained on X", "evaluate on X", "results on X and Y", "accuracy on X"
    _rule(
        "used-on",
        _D,
        r"(?:(?i:train|pre-?train|fine-?tun|finetun|evaluat|test|experiment|validat|benchmark|appl)(?:e|ed|es|ing|y|ied|s)?|(?i:results?|performance|accuracy|scores?|perplexity|SOTA|state[- ]of[- ]the[- ]art|experiments?|WER|F1|BLEU|improvements?|gains?))"
        rf"\s+(?:[a-z]+\s+){{0,3}}?on\s+(?:the\s+|both\s+|all\s+)?(?P<names>{_LIST})",
        0.55,
        r"\son\s",
    ),
    # the same with one capitalised word: "trained on Marshbirds"
    _rule(
        "used-on-word",
        _D,
        rf"(?i:(?:pre-?|fine-?)?(?:train|tun)ed|evaluated?|tested|benchmarked|results|accuracy)\s+on\s+(?:the\s+)?(?P<names>{_LIST})",
        0.5,
        r"\son\s",
        needs_shape=False,
    ),
    # "We introduce X, a family of language models", "X is a neural network that"
    _rule(
        "model-apposition",
        _M,
        rf"(?P<names>{NAME}){_CITED}(?:\s*,|\s+is|\s*\([^()]{{1,60}}\)(?:\s*,)?(?:\s+is)?)\s+(?:a|an|the|our|another)\s+{ADJECTIVES}(?:family\s+of\s+|collection\s+of\s+|series\s+of\s+|set\s+of\s+)?{ADJECTIVES}{MODEL_CUE}\b",
        0.65,
        _HAS_MODEL,
    ),
    # "a model called BERT", "our model, dubbed XLM-R"
    _rule(
        "model-called",
        _M,
        rf"{MODEL_CUE}(?:\s*,)?\s+(?:which\s+we\s+|that\s+we\s+)?(?:is\s+)?(?:called|named|dubbed|termed|denoted|call|dub|name|abbreviated(?:\s+to)?|referred\s+to\s+as)\s+(?:as\s+)?(?P<names>{NAME})",
        0.75,
        _HAS_MODEL,
    ),
    # "the XLNet model", "ESIM and BiDAF models"
    _rule("model-noun", _M, rf"(?P<names>{_LIST}){_CITED}\s+(?:{_SMALL_WORDS})?{MODEL_CUE}\b", 0.55, _HAS_MODEL),
    # "models such as A, B and C", "baselines: A, B"
    _rule(
        "models-such-as",
        _M,
        rf"(?:{MODEL_CUE}|(?i:baselines?))(?:\s+(?:like|such as|including|namely)\s+|\s*[:,(]\s*(?:such as|including|namely|e\.g\.,?|i\.e\.,?)\s*)(?:the\s+)?(?P<names>{_LIST})",
        0.6,
        _HAS_MODEL,
    ),
    # "fine-tune BERT", "pre-trained RoBERTa", "initialised with T5"
    _rule(
        "pretrained",
        _M,
        rf"(?i:fine-?tun(?:e|ed|ing)|pre-?train(?:ed|ing)?|initiali[sz]ed\s+(?:with|from|by)|distill?(?:ed)?\s+from)\s+(?:the\s+|a\s+|an\s+)?(?P<names>{NAME})",
        0.55,
        r"(?i)tun|train|initiali|distil",
    ),
    # "X with 160 million parameters", "X (7B parameters)"
    _rule(
        "parameters",
        _M,
        rf"(?P<names>{NAME}){_CITED}\s*(?:,|\(|with|has|having|of)\s*(?:[a-z]+\s+){{0,2}}?[\d.,]+(?:\s*(?:million|billion|trillion|M|B|T))?\s+(?:trainable\s+)?parameters",
        0.7,
        "parameters",
    ),
    # "X, which was trained on", "X is fine-tuned from"
    _rule(
        "trained-subject",
        _M,
        rf"(?P<names>{NAME}){_CITED}(?:\s*,)?\s+(?:which\s+|that\s+)?(?:is|was|were|are|has been|have been)\s+(?:\w+ly\s+)?(?:(?:pre-?)?trained|fine-?tuned)\b",
        0.6,
        "train|tuned",
    ),
    # "it runs X", "we prompt X"
    _rule(
        "run",
        _M,
        rf"(?i:\bruns?|running|prompt(?:ed|ing)?|serv(?:e|es|ing)|deploy(?:ed|ing)?)\s+(?P<names>{NAME})",
        0.45,
        r"(?i)run|prompt|serv|deploy",
    ),
    # "We introduce X." where X is shaped like a model's name and the sentence says what it is
    _rule(
        "introduced",
        _M,
        rf"(?i:we|paper|work)\s+(?:\w+\s+){{0,2}}?{_INTRODUCES}\s+(?P<names>{NAME})\s*(?:,|:|\(|that\b|which\b|to\b)",
        0.5,
        r"(?i)\b(?:we|paper|work)\b",
    ),
)


def find_by_rules(text: str, *, is_word: Callable[[str], bool]) -> Iterator[Candidate]:
    """Yield a candidate for every name that a rule shows in the text.

    is_word tells whether a name stands in small letters elsewhere in the document, and so is an ordinary word.
    """
    met: dict[re.Pattern[str], bool] = {}
    for rule in RULES:
        if rule.needs not in met:
            met[rule.needs] = bool(rule.needs.search(text))
        if not met[rule.needs]:
            continue
        for match in rule.pattern.finditer(text):
            for span in split_list(text, Span(*match.span("names"))):
                if candidate := _candidate(text, span, rule, is_word):
                    yield candidate


def _candidate(text: str, span: Span, rule: Rule, is_word: Callable[[str], bool]) -> Candidate | None:
    name = text[span.start : span.end]
    if not 2 <= len(name) <= 60 or is_generic(name) or is_word(name) or is_scrap(name):
        return None
    shaped = bool(SHAPED_LIKE_NAME.search(name)) and not is_numbered_word(name)
    if not shaped and ((rule.needs_shape and " " not in name) or is_numbered_word(name)):
        return None
    score = rule.score if shaped or " " in name else rule.score - 0.1
    return Candidate(span, name, rule.kind, rule.name, score)
