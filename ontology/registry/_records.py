"""Reads the facts of all sources into records of one shape, with names and works in normal form."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.core.identifiers import arxiv_id, arxiv_of_doi, doi
from kg.core.names import fold
from kg.grounding.tasks import stem_of_task, without_task

SOURCES = {  # as the facts print them: the id used in the tables; earlier wins when values differ
    "kg-curated": "kg-curated",
    "curated-from-papers": "curated",
    "Awesome-LLMs-Datasets@ca0ab56": "awesome-llms-datasets",
    "huggingface/datasets cards@7380140 (2022-08)": "hf-cards",
    "epoch-ai-models 2025-12": "epoch",
    "lm-evaluation-harness@4e7e0d4": "lm-eval",
    "opening-up-chatgpt@801f687": "opening-up",
    "tensorflow-datasets 4.9.10": "tfds",
    "mteb@a905523": "mteb",
}
RANK = {source: rank for rank, source in enumerate(SOURCES.values())}

_GENERIC = re.compile(r"\s+(?:data\s?set|corpus|corpora|benchmarks?|data|collection)s?$", re.IGNORECASE)
_PARENTHESES = re.compile(r"^(.+?)\s*\(([^()]{2,60})\)$")
_NO_NAME = re.compile(r"task-?name|tasks|#.*|score|more information needed|.*[{}<>\[\]\n\t].*", re.IGNORECASE)
_NUMBER_SIZE = re.compile(
    r"[\s_-]*\(?(?:\b|(?<=[-_ (]))~?\d+(?:[.,x]\d+)*\s?[BMKbmk](?:[-_ ]?A\d+(?:\.\d+)?[Bb])?"
    r"(?:\s*(?:params|parameters))?\)?"
    r"(?![A-Za-z0-9])"
)
_WORD_SIZE = re.compile(
    r"[\s_-]+\(?(?:base|large|small|xl|xxl|huge|tiny|giant|medium|mini|big|full)\)?(?=$|[\s_-])", re.IGNORECASE
)
_LAYERS = re.compile(r"-\d{2,4}(?:\s*\(.*\))?$")
_BRACES = re.compile(r"[{}*`\"]|\\[a-z&]+|\\")


@dataclass(frozen=True, slots=True)
class Paper:
    """The introducing work as one source cites it."""

    title: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    year: int | None = None
    url: str | None = None
    first_author: str | None = None

    @property
    def keys(self) -> frozenset[str]:
        """What identifies it: arXiv id, DOI and folded title, each with its prefix."""
        title = fold(self.title or "")
        found = {f"arxiv:{self.arxiv}" if self.arxiv else "", f"doi:{self.doi}" if self.doi else ""}
        found.add(f"title:{title}" if len(title) >= 12 else "")
        return frozenset(found - {""})


@dataclass(slots=True)
class Record:
    """What one source says of one dataset or model."""

    kind: str
    name: str
    source: str
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    paper: Paper = field(default_factory=Paper)
    trained_on: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    licence: str | None = None
    homepage: str | None = None
    note: str = ""
    checked: str = ""
    absorbs: bool = False
    apart: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The folded names it goes by."""
        return frozenset(k for k in map(fold, (self.name, *self.names)) if k)


def read_facts(folder: Path) -> Iterator[Record]:
    """The records of ``datasets.jsonl`` and ``models.jsonl`` in a folder; those without a name are left out."""
    for kind in ("dataset", "model"):
        with (folder / f"{kind}s.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = _record(kind, json.loads(line))
                if record is not None:
                    yield record


def read_curated(path: Path) -> Iterator[Record]:
    """The hand-made entries of ``curated.tsv``; ``|`` separates aliases, absorbs merges all namesakes."""
    for row in read_table(path):
        names = tuple(a for a in row["aliases"].split("|") if a)
        year = int(row["year"]) if row["year"] else None
        paper = Paper(
            row["title"] or None, row["arxiv"] or None, row["doi"] or None, year, None, row["first_author"] or None
        )
        yield Record(
            row["kind"],
            row["name"],
            "kg-curated",
            names,
            paper=paper,
            checked=row["checked"],
            absorbs=bool(row["absorbs"]),
        )


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table with a heading line; no quoting, so no field holds a tab or line break."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean(text: object) -> str:
    """The text on one line with single spaces and without BibTeX's braces."""
    return " ".join(_BRACES.sub("", str(text or "")).split())


def paper_of(raw: dict[str, object] | None) -> Paper:
    """The work with identifiers in normal form: those of arXiv's own DOIs and URLs become arXiv ids."""
    raw = raw or {}
    url = clean(raw.get("url"))
    name = doi(str(raw.get("doi") or "")) or (doi(url) if "doi.org" in url or "aclanthology" in url else None)
    arxiv = arxiv_id(str(raw.get("arxiv") or "")) or (arxiv_id(url) if "arxiv" in url else None)
    if name and (of_doi := arxiv_of_doi(name)):
        arxiv, name = arxiv or of_doi, None
    year = raw.get("year")
    title = clean(raw.get("title")).strip(" .:[]'-–") or None
    if title and (len(fold(title)) < 8 or title.startswith("http")):
        title = None
    year = year if isinstance(year, int) else None
    if arxiv and arxiv[:4].isdigit():
        year = 2000 + int(arxiv[:2])  # the id tells when it appeared; sources give the year of a later venue
    return Paper(title, arxiv, name, year, url or None)


def sizeless(name: str, *, words: bool) -> str:
    """The model's name without its size: a number of parameters, and with words also "base", "large" and the like.

    >>> sizeless("LLaMA-7B", words=False), sizeless("GPT-2 (774M)", words=False), sizeless("BERT-Large", words=True)
    ('LLaMA', 'GPT-2', 'BERT')
    """
    found = _NUMBER_SIZE.sub("", name)
    found = _WORD_SIZE.sub("", found) if words else found
    found = found.strip(" -_(")
    return found if len(fold(found)) >= 2 else name


def _record(kind: str, raw: dict[str, object]) -> Record | None:
    source = SOURCES[str(raw["source"])]
    name = clean(raw["name"])
    aliases = [clean(a) for a in raw["aliases"]]  # type: ignore[attr-defined]
    paper = paper_of(raw["introduced_by"])  # type: ignore[arg-type]
    aliases = [a for a in aliases if not a.startswith("pwc:") and "/" not in a and not a.endswith(".md")]
    if _NO_NAME.fullmatch(name):
        name = _title_name(paper.title, aliases) or ""
    if not name or len(name) > 90 or not fold(name):
        return None
    record = Record(kind, name, source, paper=paper, note=clean(raw.get("note")))
    record.licence = clean(raw.get("licence")) or None
    record.homepage = clean(raw.get("homepage")) or None
    for key in ("trained_on", "based_on", "derived_from"):
        setattr(record, key, tuple(clean(v) for v in raw.get(key) or ()))  # type: ignore[attr-defined]
    if source == "awesome-llms-datasets":
        record.derived_from = tuple(clean(v) for v in raw.get("text_sources") or ())  # type: ignore[attr-defined]
    return _with_names(record, aliases)


def _title_name(title: str | None, aliases: list[str]) -> str | None:
    """The name before the title's colon where an alias agrees with it."""
    head = (title or "").split(":", 1)[0].strip()
    return head if head and fold(head) in {fold(a) for a in aliases} else None


def _with_names(record: Record, aliases: list[str]) -> Record:
    names = list(aliases)
    name = record.name
    if record.kind == "model":
        if record.source == "mteb":
            name = name.rsplit("/", 1)[-1]
        short = sizeless(name, words=False)
        if (found := _PARENTHESES.match(name)) and _abbreviates(found[2], found[1]):
            name = short = found[1]
            names.append(found[2])
        weak = (sizeless(name, words=True), _LAYERS.sub("", short), re.sub(r"\s*\(.*\)$", "", short))
        return replace(record, name=name, names=(short, *names), weak_names=weak)
    if ":" in name and len(name.split(":", 1)[0]) >= 3:
        name = name.split(":", 1)[0].strip()
    if found := _PARENTHESES.match(name):
        name, inner = found.groups()
        if inner.isupper() or any(c.isupper() for c in inner[1:]):
            names.append(inner)
    name = re.sub(r"^the ", "", name) if not name.startswith("The ") else name
    stripped = _GENERIC.sub("", name)
    coined = any(c.isupper() or c.isdigit() for c in stripped[1:]) and len(fold(stripped)) >= 3
    if stripped != name and coined and " " not in stripped and record.source != "curated":
        names.append(name)
        name = stripped
    if record.source == "mteb":
        names.append(without_task(name))
        record.stems = (stem_of_task(name),)
    return replace(record, name=name, names=tuple(names))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the short form's capitals are as many as the long one's words, within one, and begin with the same."""
    initials = [w[0].upper() for w in re.split(r"[\s-]+", long) if w]
    letters = [c for c in short if c.isupper()]
    return (
        len(letters) >= 2 and short.isalpha() and abs(len(letters) - len(initials)) <= 1 and letters[0] == initials[0]
    )
