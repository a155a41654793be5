"""Names of data and models that nobody listed before, shown by the words around them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.candidates import Candidate
from kg.extraction.cues import (
    CITATION,
    DATASET_CUE,
    MODEL_CUE,
    NAME,
    NAMED_DATA,
    SHAPED_LIKE_NAME,
    WEAK_DATASET_CUE,
    is_generic,
)

_CITED = rf"(?:{CITATION})?"
_LIST = rf"{NAME}{_CITED}(?:\s*,\s*(?:and\s+)?{NAME}{_CITED}){{0,14}}(?:\s*,?\s+(?:and|or|&)\s+{NAME}{_CITED})?"
_SMALL_WORDS = r"(?:[a-z][\w-]*\s+){0,3}?"
_INTRODUCES = (
    r"(?:introduc|propos|present|releas|creat|construct|collect|build|built|develop|contribut|describ|call|dub|nam|term"
    r"|referred to as|denot)(?:e|es|ed|ing)?"
)
_ADJECTIVES = r"(?:(?!and\b|or\b|of\b|for\b|with\b|that\b|which\b|to\b|in\b|on\b)[\w/-]+,?\s+){0,6}?"


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
        rf"{DATASET_CUE}(?:\s+(?:like|such as|including|namely|called|named)\s+|\s*[:,(]\s*(?:such as|including|namely|e\.g\.,?|i\.e\.,?|called)?\s*)"
        rf"(?:the\s+)?(?P<names>{_LIST})",
        0.6,
        _HAS_DATA,
    ),
    # "X, a large-scale dataset of ...", "X is a corpus ...", "X (…), the first benchmark"
    _rule(
        "apposition",
        _D,
        rf"(?P<names>{NAME}){_CITED}(?:\s*,|\s+is|\s+are|\s*\([^()]{{1,60}}\)\s*,?(?:\s+is)?)\s+(?:a|an|the|our|another)\s+{_ADJECTIVES}(?:{DATASET_CUE}\b|(?:set|collection)\s+of\b)",
        0.7,
        _HAS_DATA,
        needs_shape=False,
    ),
    # "a new dataset called X", "corpus (X)"
    _rule(
        "called",
        _D,
        rf"{DATASET_CUE}\s*,?\s+(?:which\s+we\s+|that\s+we\s+)?(?:is\s+)?(?:called|named|dubbed|termed|call|dub|name)\s+(?P<names>{NAME})",
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
        rf"(?P<names>{NAME}){_CITED}(?:\s*,|\s+is|\s*\([^()]{{1,60}}\)\s*,?(?:\s+is)?)\s+(?:a|an|the|our|another)\s+{_ADJECTIVES}(?:family\s+of\s+|collection\s+of\s+|series\s+of\s+|set\s+of\s+)?{_ADJECTIVES}{MODEL_CUE}\b",
        0.65,
        _HAS_MODEL,
    ),
    # "a model called BERT", "our model, dubbed XLM-R"
    _rule(
        "model-called",
        _M,
        rf"{MODEL_CUE}\s*,?\s+(?:which\s+we\s+|that\s+we\s+)?(?:is\s+)?(?:called|named|dubbed|termed|denoted|call|dub|name|abbreviated(?:\s+to)?|referred\s+to\s+as)\s+(?:as\s+)?(?P<names>{NAME})",
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
        rf"(?P<names>{NAME}){_CITED}\s*(?:,|\(|with|has|having|of)\s*(?:[a-z]+\s+){{0,2}}?[\d.,]+\s*(?:million|billion|trillion|M|B|T)?\s+(?:trainable\s+)?parameters",
        0.7,
        "parameters",
    ),
    # "X, which was trained on", "X is fine-tuned from"
    _rule(
        "trained-subject",
        _M,
        rf"(?P<names>{NAME}){_CITED}\s*,?\s+(?:which\s+|that\s+)?(?:is|was|were|are|has been|have been)\s+(?:\w+ly\s+)?(?:(?:pre-?)?trained|fine-?tuned)\b",
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
# words that show by their build that they name a network; names of data that end alike stand in _NOT_NETWORKS
_MODEL_SHAPE = re.compile(
    r"\b(?:[A-Z][\w-]*(?:BERT|BERTa|GPT|Former|former|LSTM|GAN|GANs|VAE|CNN|RCNN|NN|LM|LLM|Nets?|NET|nets?(?=\b)|LLaMA|T5|ViT|VLM|DNN|RNN)|(?:BERT|GPT|LLaMA|ViT|ResNet|VGG|T5|BART)[-_][\w.-]*\w)(?![\w])"
)
_NOT_NETWORKS = re.compile(
    r"(?i)(?:image|word|frame|concept|verb|shape|model|part|object|germa|senti|atomic|event|euro|scan|place|video|action|cele)net|(?:per|trans|re|con|uni|in|plat|chloro)former\b|internet|ethernet|cabinet|magnet|planet|subnets?$|^nets?$|dotnet|NVNet"
)
# "Universal Sentence Encoder", "Neural Turing Machine": the last word says that it is a network
_NAMED_NETWORK = re.compile(
    r"\b(?:[A-Z][\w-]+\s+){1,3}(?:Encoder|Networks?|Transformers?|Autoencoders?|Machines?|Nets?)\b(?!\s+[A-Z])"
)
_SIZED = re.compile(rf"\b(?P<names>{NAME})[- ]\(?\d+(?:\.\d+)?[BM]\b\)?")
_SIZED_TAIL = re.compile(r"[- ]?\(?\d+(?:\.\d+)?\s?[BM]\)?$")
_DATA_SHAPE = re.compile(
    r"\b[A-Z][\w-]*(?:QA|NLI|Bank|Treebank|Corpus|Bench|Bench-?\d*)(?:[- ]?v?\d(?:\.\d)?)?(?![\w-])|\bnews(?:test|dev)[- ]?\d{4}\b"
)
_LAST_NOUN = re.compile(r"\s*(?:Corpus|Data\s?set|Benchmark|Tree\s?[Bb]ank|Challenge|Database|Collection|Shared Task)")
_GENERIC_NETWORK = re.compile(
    r"(?i)\b(?:neural|deep|convolutional|recurrent|support|vector|text|image|feed-?forward|the|artificial|bayesian|graph|adversarial|generative|social|belief|learning|feature|pyramid)\s+(?:network|net|machine|encoder)s?$"
)
# "9B", "100K": a quantity; "Step-1", "Task 2", "Zero-shot": an ordinary word with something hung on
_QUANTITY = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{1,2}(?:-[a-z]+)?")
_COMPOUND = re.compile(
    r"(?i).*-(?:based|like|style|driven|aware|free|level|word|trained|tuned|specific|related|only|wise|to|of|the)"
)
_NUMBERED_WORD = re.compile(
    r"(?i:step|stage|phase|task|case|type|level|layer|group|part|run|fold|set|model|exp|experiment|setting|version|round|iteration|block|day|week|year|question|example|rank|top|class|track|subtask|scenario|option|zero|one|two|few|multi|large|small|state|single|cross|end|text|non|pre|post|self|semi|open|closed|high|low|long|short|real|word|sentence|document|character|token|human|machine)[- ]?(?:\d+|[A-Z]|[a-z]+(?:-[a-z]+)*)"
)
_LIST_BREAK = re.compile(rf"{CITATION}|\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+")
_WEAK_CUE = re.compile(rf"\s+(?:[a-z]+\s+)?{WEAK_DATASET_CUE}\b")
_SUFFIX = re.compile(r"(?:\s+(?:The|A|An|For|And|Is|In|Of|We|It|This|To|With|On|As|By))+$")
_PREFIX = re.compile(
    r"^(?:The|A|An|Our|We|In|On|For|With|This|These|Both|All|Each|Using|From|And|Or|Of|By|To|As|At|Unlike|While|When|Since|Like|Following|Then|Finally|However|Most|Table|Figure|Section|See|Original|Standard|Official|Let|Two|Three|Four|Several|Many|Some|New|Overview of|Illustration of|Example of|Comparison of|Results of|Performance of|Architecture of)\s+"
)


# nouns that say of a name that it is no model: "X, a distributed attention mechanism", "the X library"
_SYSTEM = r"(?:mechanism|algorithm|system|library|framework|tool(?:kit|box)?|kernel|technique|protocol|optimi[sz]er|tree|trees|engine|pipeline|strategy|scheduler|platform|package|data structure|index|database|compiler|language|metric|procedure|infrastructure|software)s?"


_TITLED_DATA = re.compile(
    rf"(?i)(?:(?:an?|the)\s+)?(?:(?!of\b|for\b|with\b|in\b|on\b|from\b|by\b)[\w/&’'-]+,?\s+){{0,7}}?{DATASET_CUE}\b"
)
_TITLED_MODEL = re.compile(
    rf"(?i)(?:(?:an?|the)\s+)?(?:(?!of\b|for\b|with\b|in\b|on\b|from\b|by\b|via\b)[\w/&’'-]+,?\s+){{0,7}}?{MODEL_CUE}\b"
)
_NO_NAME_TITLE = re.compile(r"(?i)(?:can|do|does|is|are|how|what|why|when|think|\w+ing)\b")


def named_by_title(title: str) -> tuple[str, EntityKind] | None:
    """The name that a work's title opens with, and what the title says that it is, or None.

    >>> named_by_title("WaderQA: A large dataset of questions"), named_by_title("On the reeds of marshes")
    (('WaderQA', <EntityKind.DATASET: 'dataset'>), None)
    """
    name, colon, rest = (part.strip() for part in title.partition(":"))
    if not colon or not 2 <= len(name) <= 40 or len(name.split()) > 4 or is_generic(name) or not name[:1].isalnum():
        return None
    if rest.endswith("?") or _NO_NAME_TITLE.match(rest):
        return None
    if _TITLED_DATA.match(rest):
        return name, _D
    return (name, _M) if _TITLED_MODEL.match(rest) else None


def is_system(name: str, text: str) -> bool:
    """Whether the text calls the name a system, algorithm or tool more often than a model.

    >>> is_system("Reed", "We present Reed, a distributed attention mechanism. Reed is quick.")
    True
    """
    found = re.escape(name)
    apposed = (
        rf"{found}{CITATION}?(?:\s*,|\s+is|\s*\([^()]{{1,60}}\)\s*,?(?:\s+is)?)\s+(?:a|an|the|our)\s+{_ADJECTIVES}"
    )
    systems = len(re.findall(rf"(?:{apposed}|{found}\s+){_SYSTEM}\b", text))
    models = len(re.findall(rf"(?:{apposed}|{found}\s+){MODEL_CUE}\b", text))
    return systems > models


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
    yield from _by_shape(text, is_word)


def split_list(text: str, span: Span) -> Iterator[Span]:
    """Yield the names in a list such as "A [1], B (X et al., 2019) and C", each trimmed of words that open a sentence."""
    start = span.start
    for gap in [*_LIST_BREAK.finditer(text, span.start, span.end), None]:
        end = gap.start() if gap else span.end
        if trimmed := _trim(text, start, end):
            yield trimmed
        start = gap.end() if gap else end


def _trim(text: str, start: int, end: int) -> Span | None:
    while match := _PREFIX.match(text[start:end]):
        start += match.end()
    stripped = _SUFFIX.sub("", text[start:end]).rstrip(" .,;:-’'&")
    return Span(start, start + len(stripped)) if stripped else None


def _candidate(text: str, span: Span, rule: Rule, is_word: Callable[[str], bool]) -> Candidate | None:
    name = text[span.start : span.end]
    if not 2 <= len(name) <= 60 or is_generic(name) or is_word(name) or _is_scrap(name):
        return None
    shaped = bool(SHAPED_LIKE_NAME.search(name)) and not _NUMBERED_WORD.fullmatch(name)
    if not shaped and ((rule.needs_shape and " " not in name) or _NUMBERED_WORD.fullmatch(name)):
        return None
    score = rule.score if shaped or " " in name else rule.score - 0.1
    return Candidate(span, name, rule.kind, rule.name, score)


def _is_scrap(name: str) -> bool:
    """Whether the name is a quantity, a compound of a name, or too short to be told from a symbol."""
    if _QUANTITY.fullmatch(name) or _COMPOUND.fullmatch(name):
        return True
    return len(name) < 3 and not any(c.isdigit() for c in name)


def _by_shape(text: str, is_word: Callable[[str], bool]) -> Iterator[Candidate]:
    for match in _MODEL_SHAPE.finditer(text):
        name = match.group()
        if len(name) > 3 and not _NOT_NETWORKS.search(name) and not is_generic(name) and not is_word(name):
            yield Candidate(Span(*match.span()), name, EntityKind.MODEL, "rule:model-shape", 0.55)
    for match in _NAMED_NETWORK.finditer(text):
        span = _trim(text, *match.span())
        name = text[span.start : span.end] if span else ""
        if span and " " in name and not _GENERIC_NETWORK.search(name):
            yield Candidate(span, name, EntityKind.MODEL, "rule:named-network", 0.55)
    for match in _SIZED.finditer(text):
        name = _SIZED_TAIL.sub("", match.group())
        last = name.split()[-1]
        if not is_generic(last) and not is_word(last) and SHAPED_LIKE_NAME.search(last):
            start = match.end() - len(match.group()) + len(name) - len(last)
            yield Candidate(Span(start, match.end()), text[start : match.end()], EntityKind.MODEL, "rule:size", 0.65)
    for match in NAMED_DATA.finditer(text):
        span = _trim(text, *match.span())
        name = text[span.start : span.end] if span else ""
        if span and not is_generic(_LAST_NOUN.split(name)[0]):
            yield Candidate(span, name, EntityKind.DATASET, "rule:named-data", 0.65)
    for match in _DATA_SHAPE.finditer(text):
        name = match.group()
        if len(name) > 3 and not is_generic(name) and not is_word(name):
            yield Candidate(Span(*match.span()), name, EntityKind.DATASET, "rule:data-shape", 0.5)
