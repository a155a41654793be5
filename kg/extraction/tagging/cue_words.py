"""Classes of words that tell what stands beside them."""

import re

_DATA = """
dataset datasets corpus corpora benchmark benchmarks treebank treebanks testset leaderboard leaderboards data
collection collections database databases suite challenge challenges split splits subset subsets dump dumps crawl
set sets dev
"""
_MODEL = """
model models network networks net nets architecture architectures encoder encoders decoder decoders transformer
transformers classifier classifiers detector detectors backbone backbones checkpoint checkpoints embedding embeddings
tagger taggers lm lms llm llms baseline baselines variant variants weights parameters parser generator
"""
_METHOD = """
algorithm algorithms method methods technique techniques approach approaches framework frameworks optimizer optimizers
optimiser loss losses objective objectives mechanism mechanisms layer layers strategy strategies library libraries
toolkit toolkits system systems platform procedure regularization attention module modules pretraining training tuning
learning sampling tokenizer tokenization estimator kernel policy block blocks token tokens
"""
_TASK = """
task tasks recognition classification detection segmentation translation answering generation inference understanding
retrieval extraction analysis prediction parsing summarization reasoning modeling labeling tagging
"""
_METRIC = "score scores metric metrics accuracy error rate bleu rouge perplexity precision recall value values"

_CLASSES = {
    word: name
    for name, words in (("D", _DATA), ("M", _MODEL), ("X", _METHOD), ("T", _TASK), ("E", _METRIC))
    for word in words.split()
}
_ACTS = re.compile(
    r"(?P<train>(?:pre)?train)|(?P<tune>tun|finetun)|(?P<eval>evaluat|test|experiment|benchmark|validat|assess)"
    r"|(?P<result>result|performance|accurac|improve|outperform|score|achiev)|(?P<intro>introduc|propos|present|releas|call|dub|nam)"
    r"|(?P<use>us|employ|adopt|leverag|apply|appli)|(?P<compare>compar|baselin|than|unlike)|(?P<make>creat|construct|collect|build|built|deriv|annotat)"
)


def class_of(word: str) -> str:
    """The class of a word in lower case: D for nouns of data, M of models, X of methods, T of tasks, E of metrics, else "".

    >>> class_of("corpus"), class_of("encoder"), class_of("loss"), class_of("reed")
    ('D', 'M', 'X', '')
    """
    return _CLASSES.get(word, "")


def act_of(word: str) -> str:
    """What a word in lower case says is done: train, tune, eval, result, intro, use, compare or make, else "".

    >>> act_of("evaluated"), act_of("reed")
    ('eval', '')
    """
    found = _ACTS.match(word)
    return (found.lastgroup or "") if found else ""
