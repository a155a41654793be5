"""What stands in cells of tables where names might stand: measures, settings, networks of a general build, older methods."""

import re

from kg.extraction.cues import BACKBONE, is_generic
from kg.extraction.name_bounds import is_numbered_word, is_scrap

_LONGEST = 50
_MEASURE = re.compile(
    r"(?:AP|AR|P|R|F|EM|[Nn]?DCG|ERR|m?AP|MRR|Hits?|Recall|Precision|Acc|Top|ROUGE|BLEU|CER|WER|[Pp]ass)"
    r"[-‐‑–@]?(?:\d\w*|(?<=\W)[kKLNs])|[\d.]+[A-Za-z%]{0,2}|.*@\d+.*"
)
# words that say of a cell that it names a setting or a sort and nothing in particular
_SORTS = """
ours our baseline baselines human humans expert average avg mean overall total all best worst previous prior others other sota
state-of-the-art oracle upper lower bound majority chance ensemble ensembles single single-task full none frozen scratch finetuned
fine-tuned finetune fine-tune fine-tuning pretrained pre-trained supervised unsupervised semi-supervised self-supervised zero-shot
few-shot one-shot standard default original vanilla plain naive simple greedy beam proposed no with without only test testing dev
validation val base large small tiny medium yes english cased uncased params parameters table figure et al
"""
_SORT = frozenset(_SORTS.split())
# words that are no name by themselves, and may be part of one
_ALONE = """
random lead top-1 top-5 dense sparse teacher student train training split layer layers step steps epoch epochs size sizes time memory
speed cost score scores loss error accuracy precision recall section row rows column columns attention network networks model models
transformer convolution retrieval image images text general coding math reasoning
"""
_NEVER_ALONE = frozenset(_ALONE.split())
_NETWORKS = frozenset(
    ["CNN", "RNN", "DNN", "LSTM", "GRU", "BiLSTM", "BiGRU", "MLP", "GCN", "GNN", "GAN", "VAE", "BLSTM", "Transformer"]
)
_CLASSICAL = re.compile(
    r"(?:[A-Za-z]{0,20}SVM|BoW|BOW|[Bb]ag-?of-?[Ww]ords|BM25\w*|TF-?IDF|LSA|LSI|LDA|PCA|HMM|CRF|GMM|k?NN|NB|MaxEnt|LR|RF|[Nn]-?grams?"
    r"|ARIMA|MCMC|SMT)s?"
)
_OF_NETWORKS = re.compile(r"(?i)lstm|cnn|rnn|gru|dnn|bert|nets?\b|former")
_PARTS = re.compile(r"[-‐‑–+/\s]+")
_TIES = frozenset("-‐‑–+/")


def names_nothing(surface: str) -> bool:
    """Whether the words are a measure, a setting, a quantity or ordinary words, or break off at a hyphen."""
    words = surface.lower().split()
    return (
        not 2 <= len(surface) <= _LONGEST
        or not any(c.isalpha() for c in surface)
        or is_generic(surface)
        or is_scrap(surface)
        or is_numbered_word(surface)
        or bool(_MEASURE.fullmatch(surface) or BACKBONE.fullmatch(surface))
        or not _SORT.isdisjoint(words)
        or _NEVER_ALONE.issuperset(words)
        or any(word[-1] in _TIES for word in words[:-1])
    )


def is_general(surface: str) -> bool:
    """Whether the name is one of a general build, or of several.

    >>> is_general("CNN"), is_general("CNN-LSTM"), is_general("QuailCNN"), is_general("DNN-A")
    (True, True, False, False)
    """
    parts = _PARTS.split(surface)
    return surface in _NETWORKS or (
        len(parts) > 1
        and is_generic(surface)
        and " " not in surface
        and not _NETWORKS.isdisjoint(parts)
        and all(len(part) > 1 for part in parts)
    )


def is_classical(surface: str) -> bool:
    """Whether a part of the name tells of a method older than networks and none of a network.

    >>> is_classical("ReedSVM"), is_classical("Reed + LDA"), is_classical("ReedLSTM-CRF")
    (True, True, False)
    """
    parts = _PARTS.split(surface)
    return any(map(_CLASSICAL.fullmatch, parts)) and not any(map(_OF_NETWORKS.search, parts))
