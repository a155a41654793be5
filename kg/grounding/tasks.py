"""Names of benchmark tasks: the data in "VGGSoundAVA2VRetrieval" are VGGSound."""

import re

from kg.core.names import fold

_TASK = re.compile(
    r"(?:HardNegatives|Fewshot|Retrieval|Reranking|PairClassification|BitextMining|InstructionRetrieval|Classification"
    r"|Clustering(?:P2P|S2S)?|Summarization|STS|NLI|\.v\d){1,9}$"
)
_MODALITIES = r"(?:AV|VA|AT|VT|IT|TI|[AITV])"
_FORM = re.compile(  # what is added to the name of the data for each form of a task on them
    rf"(?:_?(?:Video|Audio){{0,3}}_?(?:Zero[Ss]hot(?:Classification)?|(?:Audio|Video)?CentricQA)|(?:Video|Audio)"
    rf"|(?:AV|VA)?{_MODALITIES}2{_MODALITIES}(?:MultiChoice)?|(?<=[a-z0-9])(?:VA|V)|(?<=[a-z])Visual|[.][vV][2-9]"
    rf"|HardNegatives|(?<=[a-z-])PC){{1,9}}$"
)


def without_task(name: str) -> str:
    """The name without the kind of task at its end, as the lists of MTEB write it.

    >>> without_task("SyntecReranking"), without_task("SciFact")
    ('Syntec', 'SciFact')
    """
    return _TASK.sub("", name) or name


def stem_of_task(name: str) -> str:
    """The name of the data in the name of a task: without the task and the form that it is asked in.

    >>> stem_of_task("VGGSoundAVA2VRetrieval"), stem_of_task("Kinetics400VAZeroShot"), stem_of_task("SciFact")
    ('VGGSound', 'Kinetics400', 'SciFact')
    """
    stem = known = name
    for _ in range(3):  # the endings come in turns
        stem = _FORM.sub("", _TASK.sub("", stem)).rstrip("_-.")
        if len(fold(stem)) < 3:
            return known
        known = stem
    return known
