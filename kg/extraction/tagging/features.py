"""What the tagger is told of each word of a stretch of text."""

from collections.abc import Iterator
from functools import lru_cache

from kg.extraction.tagging.anchors import Anchors, anchors_of
from kg.extraction.tagging.cue_words import act_of, class_of
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.forms import Form, Names, encoded, form_of
from kg.extraction.tagging.marks import Marks
from kg.extraction.tagging.name_list import NameList
from kg.extraction.tagging.words import Words

_NONE = Form((), (), (), (), (), "", "", False, False)
_FIRST = (b"^",)


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
    return [[name for group in groups for name in group] for groups in groups_of(stretch, document)]


def groups_of(stretch: Stretch, document: DocumentWords) -> Iterator[list[Names]]:
    """The features of each word in groups that are the same for the same words, so that each is made and weighed once."""
    words, forms, marks, anchors = stretch.words, stretch.forms, stretch.marks, stretch.anchors
    size = len(words)
    framed = [_NONE, _NONE, *forms, _NONE, _NONE]
    marked = ["", *(("+".join(m)) for m in marks), ""] if any(marks) else [""] * (size + 2)
    pairs = [_pair(framed[i + 1].lower, framed[i + 2].lower) for i in range(size + 1)]
    place = _place(words.kind, words.section)
    starts, ends = words.starts, words.ends
    glued_right = False
    for i, form in enumerate(forms):
        left, right = framed[i + 1], framed[i + 3]
        glued_left, glued_right = glued_right, i + 1 < size and ends[i] == starts[i + 1]
        before, behind = anchors.left[i], anchors.right[i]
        groups = [
            form.own,
            left.as_left,
            framed[i].as_second_left,
            right.as_right,
            framed[i + 4].as_second_right,
            pairs[i][0],
            pairs[i + 1][1],
            _shapes(left.shape, form.shape, right.shape, glued_left, glued_right),
            _hung_left(before, anchors.before_left[i]),
            _hung_right(behind),
            _hung_between(_role(before), class_of(behind)),
        ]
        if marked[i] or marked[i + 1] or marked[i + 2]:
            groups.append(_marked(marked[i], marked[i + 1], marked[i + 2]))
        if form.name_like or marks[i]:
            groups += (document.of(words.forms[i]), place)
        elif right.name_like:
            groups.append(_next(document.of(words.forms[i + 1])))
        if left.name_like and glued_left:
            groups.append(_previous(document.of(words.forms[i - 1])))
        if i == 0:
            groups.append(_FIRST)
        yield groups


@lru_cache(maxsize=256)
def _place(kind: str, section: str) -> Names:
    return encoded(f"in={kind}", f"sec={section}") if section else encoded(f"in={kind}")


@lru_cache(maxsize=65536)
def _pair(left: str, right: str) -> tuple[Names, Names]:
    """What two neighbours are told of each other: first what the right one is told, then the left one."""
    both = f"{left}|{right}".encode("utf-8", "replace")
    return (b"-ww=" + both,), (b"ww+=" + both,)


@lru_cache(maxsize=65536)
def _shapes(left: str, own: str, right: str, glued_left: bool, glued_right: bool) -> Names:
    joins = f"{'<' if glued_left else ''}{'>' if glued_right else ''}"
    return encoded(f"sss={left[:4]}|{own}|{right[:4]}", f"g={joins}", f"gs={joins}{own}")


@lru_cache(maxsize=65536)
def _hung_left(left: str, before: str) -> Names:
    return encoded(f"L={left}", f"LB={before}|{left}", f"LBc={act_of(before) or class_of(before)}|{left}")


@lru_cache(maxsize=65536)
def _hung_right(right: str) -> Names:
    return encoded(f"R={right}", f"Rc={class_of(right)}")


@lru_cache(maxsize=1024)
def _hung_between(left: str, right: str) -> Names:
    return encoded(f"LRc={left}|{right}")


@lru_cache(maxsize=65536)
def _role(word: str) -> str:
    return class_of(word) or act_of(word)


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


def signs_of(stretch: Stretch, document: DocumentWords) -> list[list[bytes]]:
    """What of the features is no word itself, for each word: for taggers that know words by themselves.

    Letter case and shape, what is glued to the word, marks of other finders, what the document says of the word, the
    place, and the classes of the words that its list hangs on.
    """
    words, forms, marks, anchors = stretch.words, stretch.forms, stretch.marks, stretch.anchors
    starts, ends = words.starts, words.ends
    place = _place(words.kind, words.section)
    size = len(words)
    rows: list[list[bytes]] = []
    for i, form in enumerate(forms):
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
