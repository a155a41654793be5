"""The words of a scene's template, and the classes that matter for what a model has to do with data."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[DM]#\d+|[^\W\d_]+(?:[-’'](?![DM]#)[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_MARKER = re.compile(r"[DM]#\d+")
_JOINING = frozenset({",", "and", "or", "/", "&", "+", "the", "both", "as", "well"})
_LONGEST_JOINT = 3  # ", and the"
_STEM = 6
_SCALE = (0, 1, 2, 3, 5, 8, 12, 20, 35)

# A word begins with one of these; the order decides where two fit.
_ACTS = re.compile(
    r"(?P<pretrain>(?:pre|re|post)-?train|initiali|warm-?start)|(?P<tune>fine-?tun|tun(?:e|ed|ing)$|finetun|adapted$|transferr)"
    r"|(?P<train>(?:co-?)?train|learn(?:ed|t|ing)?$|fit(?:ted)?$)|(?P<test>evaluat|test|benchmark|validat|assess|experiment|ablat|verif)"
    r"|(?P<score>accura|perform|result|score|bleu|perplexit|map$|miou$|ap$|wer$|error|improv|gain|state-of-the-art|sota|f1$|rouge|auc$|psnr$)"
    r"|(?P<reach>achiev|obtain|reach|attain|yield|report|surpass|outperform|beat|exceed|produc)"
    r"|(?P<compare>compar|versus$|vs$|than$|unlike|baseline|competit|superior)"
    r"|(?P<show>show|demonstrat|observ|illustrat|visuali|present|list|summar)"
    r"|(?P<use>us(?:e|es|ed|ing)$|appl(?:y|ied)|employ|adopt|utili|leverag|conduct|consider|perform(?:ed)?$)"
    r"|(?P<make>creat|construct|collect|build|built|deriv|annotat|generat|sampl|contain|consist|includ)"
    r"|(?P<intro>introduc|propos|releas)"
)
_CLASSES = {
    word: name
    for name, words in {
        "DATA": "dataset datasets corpus corpora data benchmark benchmarks set sets split splits subset images database collection challenge task tasks",
        "MODEL": "model models network networks architecture architectures encoder encoders backbone backbones detector classifier weights cnn cnns checkpoint",
        "METHOD": "method methods approach approaches algorithm algorithms framework loss module strategy system systems",
        "TESTPART": "test val validation dev devset testset",
        "TRAINPART": "trainset trainval",
        "PREP": "on with for in over from by using via across against to into through at under of upon",
        "WE": "we our ours us i",
        "IT": "it they this these its their which that",
        "NOT": "not no without never neither nor except excluding instead rather cannot",
        "MAY": "could would might may can should if will",
        "BREAK": "while whereas but because since although where when then after before",
        "BE": "is are was were be been being has have had",
        "FLOAT": "table tab figure fig row column",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a template: as read, in small letters, or a list of names that stand side by side.

    markers holds the names of such a list ("M#0, M#1 and M#2") and is empty for other words.
    """

    text: str
    markers: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its class: an act such as "train" or "score", "PREP", "DATA", ..., "NAMES", or "" for other words.

        >>> Word("fine-tuned").kind, Word("corpus").kind, Word("reed").kind
        ('tune', 'DATA', '')
        """
        return "NAMES" if self.markers else class_of(self.text)

    @property
    def act(self) -> str:
        """The act that it says, or ""."""
        return self.kind if self.kind.islower() else ""


@lru_cache(maxsize=4096)
def class_of(word: str) -> str:
    """The class of a word in small letters: of a fixed list, else the act that its beginning tells, else ""."""
    if listed := _CLASSES.get(word):
        return listed
    found = _ACTS.match(word)
    return (found.lastgroup or "") if found else ""


def words_of(template: str) -> list[Word]:
    """The words of a template in order; names of one kind in a row, joined by commas or "and", are one word.

    >>> [w.text for w in words_of("We train M#0, M#1 and M#2 on the D#3 corpus for 3 days.")]
    ['we', 'train', 'M#', 'on', 'the', 'D#', 'corpus', 'for', '0', 'days', '.']
    """
    read = _WORD.findall(template)
    words: list[Word] = []
    at = 0
    while at < len(read):
        if not _MARKER.fullmatch(read[at]):
            words.append(Word("0" if read[at][0].isdigit() else read[at].lower()))
            at += 1
            continue
        letter, listed = read[at][0], [read[at]]
        at += 1
        while (further := _next_of_list(read, at, letter)) is not None:
            listed.append(read[further])
            at = further + 1
        words.append(Word(f"{letter}#", tuple(listed)))
    return words


def _next_of_list(read: list[str], at: int, letter: str) -> int | None:
    """Where the list that stands before at goes on with another name of its kind."""
    for further in range(at + 1, min(len(read), at + _LONGEST_JOINT + 1)):
        if read[further - 1].lower() not in _JOINING:
            return None
        if _MARKER.fullmatch(read[further]):
            return further if read[further][0] == letter else None
    return None


def stem(word: Word) -> str:
    """The first letters of a word, which most of its forms share; a list of names as it is."""
    return word.text if word.markers else word.text[:_STEM]


def bucket(number: int) -> str:
    """A number in words of a scale that grows coarser.

    >>> bucket(3), bucket(7), bucket(80)
    ('3', '8', 'more')
    """
    return next((str(bound) for bound in _SCALE if number <= bound), "more")
