"""Names that show by their build what they name."""

import re
from collections.abc import Callable, Iterator

from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.candidates import Candidate
from kg.extraction.cues import NAME, NAMED_DATA, SHAPED_LIKE_NAME, is_generic
from kg.extraction.name_bounds import trimmed

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
_SIZED_TAIL = re.compile(r"[- ]?\(?\d{1,9}+(?:\.\d{1,9}+)?\s?[BM]\)?$")
_DATA_SHAPE = re.compile(
    r"\b[A-Z][\w-]*(?:QA|NLI|Bank|Treebank|Corpus|Bench|Bench-?\d*)(?:[- ]?v?\d(?:\.\d)?)?(?![\w-])|\bnews(?:test|dev)[- ]?\d{4}\b"
)
_LAST_NOUN = re.compile(r"\s*(?:Corpus|Data\s?set|Benchmark|Tree\s?[Bb]ank|Challenge|Database|Collection|Shared Task)")
_GENERIC_NETWORK = re.compile(
    r"(?i)\b(?:neural|deep|convolutional|recurrent|support|vector|text|image|feed-?forward|the|artificial|bayesian|graph|adversarial|generative|social|belief|learning|feature|pyramid)\s+(?:network|net|machine|encoder)s?$"
)


def find_by_shape(text: str, *, is_word: Callable[[str], bool]) -> Iterator[Candidate]:
    """Yield a candidate for every name built like one of a network ("QuailBERT"), with a size, or like one of data.

    is_word tells whether a name is an ordinary word in the document.
    """
    for match in _MODEL_SHAPE.finditer(text):
        name = match.group()
        if len(name) > 3 and not _NOT_NETWORKS.search(name) and not is_generic(name) and not is_word(name):
            yield Candidate(Span(*match.span()), name, EntityKind.MODEL, "rule:model-shape", 0.55)
    for match in _NAMED_NETWORK.finditer(text):
        span = trimmed(text, *match.span())
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
        span = trimmed(text, *match.span())
        name = text[span.start : span.end] if span else ""
        if span and not is_generic(_LAST_NOUN.split(name)[0]):
            yield Candidate(span, name, EntityKind.DATASET, "rule:named-data", 0.65)
    for match in _DATA_SHAPE.finditer(text):
        name = match.group()
        if len(name) > 3 and not is_generic(name) and not is_word(name):
            yield Candidate(Span(*match.span()), name, EntityKind.DATASET, "rule:data-shape", 0.5)
