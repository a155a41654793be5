"""What the tagger is told of each word of a stretch of text."""

from functools import lru_cache

from kg.extraction.tagging.anchors import Anchors, anchors_of
from kg.extraction.tagging.cue_words import act_of, class_of
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.forms import Form, Names, encoded, form_of
from kg.extraction.tagging.marks import Marks
from kg.extraction.tagging.name_list import NameList
from kg.extraction.tagging.words import Words

_NONE = Form((), (), (), (), (), "", "", False, False)


class Stretch:
    """A stretch of text with all that is looked up of its words once: forms, anchors, marks of other finders."""

    __slots__ = ("anchors", "forms", "marks", "may_name", "words")

    def __init__(self, words: Words, marks: Marks, names: NameList) -> None:
        self.words = words
        self.forms = [form_of(w) for w in words.forms]
        heard = names.marks(words, self.forms)
        self.marks = [(*a, *b) for a, b in zip(marks.of(words), heard, strict=True)]
        self.anchors: Anchors = anchors_of(list(words.forms), self.forms)
        # a capital that opens a sentence is no sign of a name
        self.may_name = any(f.name_like for f in self.forms[1:]) or any(self.marks)


def features_of(stretch: Stretch, document: DocumentWords) -> list[list[bytes]]:
    """The features of each word of the stretch, as names that either hold or do not."""
    words, forms, marks, anchors = stretch.words, stretch.forms, stretch.marks, stretch.anchors
    size = len(words)
    framed = [_NONE, _NONE, *forms, _NONE, _NONE]
    marked = ["", *(("+".join(m)) for m in marks), ""]
    place = _place(words.kind, words.section)
    starts, ends = words.starts, words.ends
    rows: list[list[bytes]] = []
    for i in range(size):
        form = forms[i]
        glued = (i > 0 and ends[i - 1] == starts[i], i + 1 < size and ends[i] == starts[i + 1])
        row = [
            *form.own,
            *framed[i + 1].as_left,
            *framed[i].as_second_left,
            *framed[i + 3].as_right,
            *framed[i + 4].as_second_right,
            *_pairs(framed[i + 1].lower, form.lower, framed[i + 3].lower),
            *_shapes(framed[i + 1].shape, form.shape, framed[i + 3].shape, glued),
            *_hung(anchors.left[i], anchors.before_left[i], anchors.right[i]),
        ]
        if marked[i] or marked[i + 1] or marked[i + 2]:
            row += _marked(marked[i], marked[i + 1], marked[i + 2])
        if form.name_like or marks[i]:
            row += document.of(words.forms[i])
            row += place
        elif i + 1 < size and forms[i + 1].name_like:
            row += _next(document.of(words.forms[i + 1]))
        if i and forms[i - 1].name_like and glued[0]:
            row += _previous(document.of(words.forms[i - 1]))
        if i == 0:
            row.append(b"^")
        rows.append(row)
    return rows


@lru_cache(maxsize=256)
def _place(kind: str, section: str) -> Names:
    return encoded(f"in={kind}", f"sec={section}") if section else encoded(f"in={kind}")


@lru_cache(maxsize=65536)
def _pairs(left: str, own: str, right: str) -> Names:
    return encoded(f"-ww={left}|{own}", f"ww+={own}|{right}")


@lru_cache(maxsize=65536)
def _shapes(left: str, own: str, right: str, glued: tuple[bool, bool]) -> Names:
    joins = f"{'<' if glued[0] else ''}{'>' if glued[1] else ''}"
    return encoded(f"sss={left[:4]}|{own}|{right[:4]}", f"g={joins}", f"gs={joins}{own}")


@lru_cache(maxsize=65536)
def _hung(left: str, before: str, right: str) -> Names:
    return encoded(
        f"L={left}",
        f"LB={before}|{left}",
        f"LBc={act_of(before) or class_of(before)}|{left}",
        f"R={right}",
        f"Rc={class_of(right)}",
        f"LRc={class_of(left) or act_of(left)}|{class_of(right)}",
    )


@lru_cache(maxsize=65536)
def _marked(left: str, own: str, right: str) -> Names:
    names = [f"m={name}" for name in own.split("+") if name]
    names.append(f"M={own}")
    names.append(f"mr={own}|{right}")
    names.append(f"ml={left}|{own}")
    return encoded(*names)


@lru_cache(maxsize=16384)
def _next(names: Names) -> Names:
    return tuple(b"+" + n for n in names if n[:2] in (b"da", b"dm"))


@lru_cache(maxsize=16384)
def _previous(names: Names) -> Names:
    return tuple(b"<" + n for n in names if n[:2] in (b"da", b"db", b"dm"))


def signs_of(stretch: Stretch, asked: range, document: DocumentWords) -> list[list[bytes]]:
    """What of the features is no word itself, for each word asked about: for taggers that know words by themselves.

    Letter case and shape, what is glued to the word, marks of other finders, what the document says of the word, the
    place, and the classes of the words that its list hangs on.
    """
    words, forms, marks, anchors = stretch.words, stretch.forms, stretch.marks, stretch.anchors
    starts, ends = words.starts, words.ends
    place = _place(words.kind, words.section)
    size = len(words)
    rows: list[list[bytes]] = []
    for i in asked:
        form = forms[i]
        glued = (i > 0 and ends[i - 1] == starts[i], i + 1 < size and ends[i] == starts[i + 1])
        row = [*_case(words.forms[i], form.shape, glued), *place]
        row += _classes(anchors.left[i], anchors.before_left[i], anchors.right[i])
        if marks[i]:
            row += _own_marks(marks[i])
        if form.name_like or marks[i]:
            row += document.of(words.forms[i])
        rows.append(row)
    return rows


@lru_cache(maxsize=65536)
def _case(word: str, shape: str, glued: tuple[bool, bool]) -> Names:
    names = [f"s={shape[:4]}", f"g={'<' if glued[0] else ''}{'>' if glued[1] else ''}"]
    if len(word) > 1 and any(c.isupper() for c in word[1:]):
        names.append("inner")
    if any(c.isdigit() for c in word):
        names.append("digit" if word.isdigit() else "alnum")
    return encoded(*names)


@lru_cache(maxsize=65536)
def _classes(left: str, before: str, right: str) -> Names:
    return encoded(
        f"Rc={class_of(right)}", f"LBc={act_of(before) or class_of(before)}|{class_of(left) or act_of(left)}"
    )


@lru_cache(maxsize=4096)
def _own_marks(marks: tuple[str, ...]) -> Names:
    return encoded(*(f"m={m}" for m in marks))
