"""An invented paper that can be written in every form."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A work in the bibliography: names for the marker in the text, and the fields of the entry."""

    key: str
    cited_as: str
    authors: tuple[tuple[str, str], ...]
    year: int
    title: str
    venue: str

    @property
    def names(self) -> str:
        """ "Ada Fenn and Bo Marsh"."""
        written = [f"{first} {last}" for first, last in self.authors]
        return " and ".join([", ".join(written[:-1]), written[-1]] if len(written) > 1 else written)

    @property
    def raw(self) -> str:
        """The entry as it is printed."""
        return f"{self.names}. {self.year}. {self.title}. In {self.venue}."


@dataclass(frozen=True)
class Paper:
    """A paper; in its paragraphs [key,key] is a citation beside the sentence and <key> one that the sentence speaks.

    numbered papers cite as "[2]", others as "(Heron, 2022)".
    """

    title: str
    authors: tuple[tuple[str, str], ...]
    year: int
    arxiv: str
    abstract: str
    sections: tuple[tuple[str, str, tuple[str, ...]], ...]
    table: tuple[str, tuple[tuple[str, ...], ...]]
    entries: tuple[Entry, ...]
    numbered: bool = False

    def number(self, entry: Entry) -> int:
        """The entry's number in the bibliography, from 1."""
        return self.entries.index(entry) + 1

    def raw(self, entry: Entry) -> str:
        """The entry as this paper prints it."""
        return f"[{self.number(entry)}] {entry.raw}" if self.numbered else entry.raw

    def entry(self, key: str) -> Entry:
        """The entry of this key."""
        return next(e for e in self.entries if e.key == key)


CITATION = re.compile(r"\[([\w,]+)\]|<(\w+)>")


def parts_of(paper: Paper, marker: re.Match[str]) -> list[tuple[str, Entry | None]]:
    """The marker as it is printed, in the parts that name one entry each; what names none has None."""
    if marker[2]:
        entry = paper.entry(marker[2])
        if paper.numbered:
            return [(f"{entry.cited_as} ", None), (f"[{paper.number(entry)}]", entry)]
        return [(f"{entry.cited_as} ({entry.year})", entry)]
    entries = [paper.entry(key) for key in marker[1].split(",")]
    opening, between, closing = ("[", ", ", "]") if paper.numbered else ("(", "; ", ")")
    written = [str(paper.number(e)) if paper.numbered else f"{e.cited_as}, {e.year}" for e in entries]
    written[0] = opening + written[0]
    written[-1] += closing
    return [
        part
        for n, (text, entry) in enumerate(zip(written, entries, strict=True))
        for part in ([(between, None)] if n else []) + [(text, entry)]
    ]


def marked(paper: Paper, text: str, link: Callable[[str, Entry], str]) -> str:
    """The paragraph with each part of a marker that names an entry as link writes it."""
    return CITATION.sub(
        lambda m: "".join(link(part, entry) if entry else part for part, entry in parts_of(paper, m)), text
    )


def printed(paper: Paper, text: str) -> str:
    """The paragraph with its citations as they are printed."""
    return marked(paper, text, lambda part, _: part)


TEAL = Paper(
    title="Teal-Base: Learning the Calls of Waterfowl from Transcripts",
    authors=(("Maren", "Oakes"), ("Tomas", "Reed")),
    year=2024,
    arxiv="2401.01234",
    abstract="We present Teal-Base, a language model for transcribed calls. Teal-Base is trained on CallBank, a corpus "
    "of transcribed waterfowl calls. It is better than GPT-2 at guessing the next call.",
    sections=(
        (
            "1",
            "Introduction",
            (
                "Calls of waterfowl are hard to tell apart. <fenn2021callbank> collected the CallBank corpus.",
                "Others have trained language models on web text [radford2019language].",
                "We ask whether a small model that has read nothing but calls is enough.",
            ),
        ),
        (
            "2",
            "Training Data",
            (
                "We train Teal-Base on the CallBank dataset [fenn2021callbank]. It holds two million transcripts.",
                "We also use the PondTalk corpus [marsh2020pondtalk] for training.",
            ),
        ),
        (
            "3",
            "Experiments",
            (
                "We evaluate Teal-Base on the DuckQA benchmark [heron2022duckqa].",
                "Our baseline is GPT-2 [radford2019language], used as released. Results stand in the table.",
            ),
        ),
        ("4", "Conclusion", ("A small model is enough where the data are right.",)),
    ),
    table=(
        "Table 1: Accuracy on the test set of DuckQA.",
        (("Model", "Size", "DuckQA"), ("GPT-2", "1.5 B", "41.2"), ("Teal-Base", "160 M", "57.9")),
    ),
    entries=(
        Entry(
            "fenn2021callbank",
            "Fenn and Oakes",
            (("Ada", "Fenn"), ("Maren", "Oakes")),
            2021,
            "CallBank: A corpus of transcribed waterfowl calls",
            "Proceedings of the Workshop on Listening Machines",
        ),
        Entry(
            "heron2022duckqa",
            "Heron",
            (("Cyril", "Heron"),),
            2022,
            "DuckQA: Questions about ducks that need more than one call",
            "Proceedings of the Conference on Animal Language",
        ),
        Entry(
            "marsh2020pondtalk",
            "Marsh et al.",
            (("Bo", "Marsh"), ("Ines", "Rail"), ("Ada", "Fenn")),
            2020,
            "PondTalk: Conversations overheard at forty ponds",
            "Proceedings of the Conference on Animal Language",
        ),
        Entry(
            "radford2019language",
            "Radford et al.",
            (("Alec", "Radford"), ("Jeffrey", "Wu"), ("Rewon", "Child")),
            2019,
            "Language models are unsupervised multitask learners",
            "Proceedings of the Meeting on Language Models",
        ),
    ),
)

GREBE = Paper(
    title="Grebe-2: A Tagger for Behaviour in Long Recordings",
    authors=(("Ines", "Rail"), ("Cyril", "Heron"), ("Ada", "Fenn")),
    year=2023,
    arxiv="2305.04321",
    abstract="Long recordings of birds hold hours of silence. We introduce Grebe-2, a tagger of behaviour. It is "
    "fine-tuned from Teal-Base on the ReedWatch dataset and needs one pass.",
    sections=(
        (
            "1",
            "Introduction",
            (
                "Silence is cheap to record and dear to read [marsh2020pondtalk,fenn2021callbank].",
                "Models of calls exist, and <oakes2024teal> gave one away.",
            ),
        ),
        ("2", "Related Work", ("Others have used the PondTalk corpus [marsh2020pondtalk] for dialogue.",)),
        (
            "3",
            "Experiments",
            (
                "Grebe-2 is fine-tuned from Teal-Base [oakes2024teal] on the ReedWatch dataset [rail2022reedwatch].",
                "We evaluate on DuckQA [heron2022duckqa] and on CallBank [fenn2021callbank].",
                "ReedWatch was derived from PondTalk [marsh2020pondtalk].",
            ),
        ),
        ("4", "Discussion", ("Grebe-2 hears more than it understands.",)),
    ),
    table=(
        "Table 1: Behaviour found, in percent.",
        (("Model", "DuckQA", "CallBank"), ("Teal-Base", "57.9", "-"), ("Grebe-2", "61.0", "33.3")),
    ),
    entries=(
        *TEAL.entries[:3],
        Entry(
            "oakes2024teal",
            "Oakes and Reed",
            TEAL.authors,
            2024,
            TEAL.title,
            "Proceedings of the Workshop on Listening Machines",
        ),
        Entry(
            "rail2022reedwatch",
            "Rail",
            (("Ines", "Rail"),),
            2022,
            "ReedWatch: A thousand hours beside one reed bed",
            "Proceedings of the Conference on Animal Language",
        ),
    ),
    numbered=True,
)
