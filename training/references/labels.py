"""The gold of a labelled string as one label a token."""

import re

from corpus import LabelledString

from kg.documents.references.parsing.tagging.tokens import Token

LABEL_OF = {
    "author": "author", "title": "title", "journal": "venue", "container-title": "venue", "booktitle": "venue",
    "venue": "venue", "date": "date", "editor": "editor", "publisher": "publisher", "institution": "publisher",
    "tech": "publisher",
}  # fmt: skip
"""The labels of segments that are kept; all else is "number" where it counts something, otherwise "rest"."""

_FIELDS = (
    ("title", "title"), ("authors_raw", "author"), ("venue", "venue"), ("publisher", "publisher"),
    ("editor", "editor"), ("date", "date"),
)  # fmt: skip
"""The fields of a string without segments, in the order in which they are looked for."""

_TAG = re.compile(r"</?italic>")
_COUNTS = re.compile(r"(?i)v|vols?|volumes?|nos?|nr|p|pp|pages?|issue|number|heft|bd|t|s$|.*\d")


def _segments(string: LabelledString) -> list[tuple[str, str]]:
    return [(LABEL_OF.get(name, "rest"), text) for name, text in string.gold["segments"]]


def _folded(text: str) -> tuple[str, list[int]]:
    at = [i for i, c in enumerate(text) if c.isalnum()]
    return "".join(text[i].lower()[:1] for i in at), at


def labels_of(string: LabelledString, text: str, tokens: list[Token]) -> list[str] | None:
    """The label of each token of text, which is the cleaned string; None where the gold is not to be found in it."""
    folded, at = _folded(text)
    label_at = ["rest"] * len(text)
    if "segments" in string.gold:
        behind = 0
        for label, segment in _segments(string):
            wanted, _ = _folded(_TAG.sub("", segment))
            start = folded.find(wanted, behind)
            if start < 0 or start > behind + 40:
                if label in ("rest", "date"):
                    continue
                return None
            behind = start + len(wanted)
            for i in at[start:behind]:
                label_at[i] = label
    else:
        for field, label in _FIELDS:
            wanted, _ = _folded(str(string.gold.get(field) or ""))
            if not wanted:
                continue
            start = folded.find(wanted)
            while start >= 0 and any(label_at[i] != "rest" for i in at[start : start + len(wanted)]):
                start = folded.find(wanted, start + 1)
            if start < 0:
                if label in ("title", "author", "venue"):
                    return None
                continue
            for i in at[start : start + len(wanted)]:
                label_at[i] = label
    labels = []
    for token in tokens:
        label = label_at[token.start]
        if label == "rest" and (_COUNTS.fullmatch(token.text)) and not token.blanked:
            label = "number"
        labels.append("address" if token.blanked else label)
    return labels


def with_bounds(labels: list[str]) -> list[str]:
    """The labels with the first token of a part marked B- and its last E-, so that bounds are learnt apart.

    >>> with_bounds(["title", "title", "title", "number", "date"])
    ['B-title', 'title', 'E-title', 'number', 'B-date']
    """
    bounded = []
    for i, label in enumerate(labels):
        if label in ("rest", "number", "address"):
            bounded.append(label)
        elif i == 0 or labels[i - 1] != label:
            bounded.append(f"B-{label}")
        elif i + 1 == len(labels) or labels[i + 1] != label:
            bounded.append(f"E-{label}")
        else:
            bounded.append(label)
    return bounded
