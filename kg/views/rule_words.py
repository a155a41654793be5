"""What the rules that read a statement out of a paper look for, in plain words."""

from types import MappingProxyType

_OWN_RUN = "run-"
_UNLIKE_KNOWN = "-unlike-known-work"

RULE_WORDS = MappingProxyType(
    {
        "all-models": "said of all the paper's models",
        "as-baseline": "run here as a baseline",
        "as-its-base-model": "taken as the base model",
        "as-its-encoder": "used as encoder or backbone",
        "based-model-called": "a model based on another, by its name",
        "based-models-such-as": "listed among models based on another",
        "benchmarks-listed": "listed as a benchmark or task",
        "cell-of-results": "a cell of a table of results",
        "cited-in-its-sentence": "the one work cited in its sentence",
        "cited-with-list": "the work cited at the end of its list",
        "cited-with-name": "the work cited beside its name",
        "compared-with": "said to be compared with",
        "consists-of": "said to consist of",
        "contains-text-from": "said to hold text from",
        "data-based-on": "data based on other data, by their name",
        "data-made-of": "data put together to train on",
        "data-we-created": "data that the authors made from other data",
        "defined-with-citation": "the work cited where it is defined",
        "derived-from": "said to be a version or a part of",
        "evaluated-on": "results or tests said to be on it",
        "evaluated-with": "a model and data that the sentence reads as tested with each other",
        "extends": "said to extend",
        "family-fine-tuned": "said to be a family of fine-tuned models",
        "filtered-into": "said to be filtered or sampled from",
        "fine-tuned-version": "said to be a fine-tuned version",
        "following-data": "listed as data to train on",
        "follows-model": "said to follow the design of",
        "for-training-we-use": "said to be used for training",
        "has-architecture-of": "said to have the architecture of",
        "has-layers-of": "said to have layers of that kind",
        "in-caption": "named in the caption of a table or figure",
        "in-creating": "named as the source in making it",
        "in-heading": "named in a heading of the experiments",
        "in-table": "named in a table",
        "initialised-from": "said to start from or to be tuned from",
        "introduced-by": "said to be introduced by the work cited",
        "introduces": "said to be presented or released here",
        "is-a": "said to be a model of that kind",
        "is-used": "said to be used",
        "is-version-of": "said to be a version of",
        "it-was-trained-on": "said of the model in the sentence before",
        "its-training-set": "its training set is named",
        "known-part-named": "a known part, named with its whole",
        "known-work-listed": "its known work stands in the bibliography",
        "listed-part": "listed among the parts",
        "made-from": "said to be made from",
        "model-similar-to": "a model said to be similar",
        "model-trained-on": "the model is said to be trained on it",
        "models-of-data": "models of the data are said to be trained",
        "named-after": "named after it",
        "namely-with": "explained as it with changes",
        "on-all-of-them": "trained on all data sets or tasks named before",
        "our-data-from": "the authors' data are said to come from it",
        "part-of": "said to be part of",
        "refuses-to-disclose": "its training data are said not to be told",
        "reported-of-others": "results quoted from others",
        "row-of-table": "a row of a table",
        "row-of-training-table": "a row of a table of training data",
        "run-here": "run, trained or built by the authors",
        "same-architecture": "said to be like it or based on it",
        "score-of": "a score or test set of it is named",
        "split-for-training": "parted for training and tests",
        "subset-apart": "explained as a version or part of",
        "tested-by-others": "others' models are said to be tested on it",
        "tested-where-trained": "tested on where training is told of",
        "that-is-fine-tuned": "explained as it, tuned further",
        "title-opens-with-name": "the title of the work opens with its name",
        "trained-with": "a model and data that the sentence reads as trained with each other",
        "training-data-is": "named as the training data",
        "training-data-listed": "listed as training data",
        "tried-on": "the authors' work is tried with it",
        "tuned-by-caption": "fine-tuned on, by the caption of a table",
        "tuned-for": "fine-tuned for it",
        "under-data-heading": "named under a heading for data",
        "under-training-heading": "named under a heading for training data",
        "used-for-training": "said to be used for training",
        "used-in-experiments": "used among the experiments",
        "used-to-test": "used to test or measure",
        "uses-architecture": "said to use its architecture",
        "version-taken-from": "said to be a version taken from",
        "we-fine-tune": "the authors fine-tune it",
        "we-train-on": "the authors train on it",
        "we-use": "the authors use it",
        "weights-taken-from": "weights are taken from it",
        "with-architecture-of": "said to come with its architecture",
        "with-backbone": "said to have it as backbone",
    }
)
"""What each rule looks for, by its name without what comes before and behind it in the label."""

_OTHERS = {
    "mention": "named here",
    "registry": "known beforehand",
    "import": "as imported",
}


def rule_words(extractor: str) -> str:
    """What the rule behind an extractor's label looks for; the label itself where it is none of this kg's.

    >>> rule_words("rule:run-on-all-of-them"), rule_words("rule:cited-with-name-unlike-known-work")
    ('trained on all data sets or tasks named before', 'the work cited beside its name, not the one known')
    """
    kind, colon, label = extractor.partition(":")
    if kind == "curator":
        return "a curator's word"
    name = label.removesuffix(_UNLIKE_KNOWN) if colon else extractor
    words = RULE_WORDS.get(name) or RULE_WORDS.get(name.removeprefix(_OWN_RUN)) or _OTHERS.get(name)
    if words is None:
        return extractor
    return f"{words}, not the one known" if label.endswith(_UNLIKE_KNOWN) else words
