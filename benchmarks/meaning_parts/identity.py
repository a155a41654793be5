"""How often grounding chooses the thing whose introducing work is the reference that stands beside the name.

    python benchmarks/meaning_parts/identity.py GOLD [--markdown] [--differences]

GSAP pairs names with the reference that follows them (made by rule, so silver); the papers annotated by hand name the
reference that introduces a thing for the authors. Only pairs count whose reference introduces something that the
registry knows of that kind: then grounding agrees, chooses another known thing, or takes the name for a new one.
Another thing is not always an error: people cite GLUE for its parts and BERT for what is fine-tuned from it. The
places of the names are those of the annotation, without what kg's finders know of them.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.core.document import Block, BlockKind, Citation, Document, Reference, SourceFile
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.documents.references.parsing.parser import parse_reference
from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.grounding.grounding import ground
from kg.grounding.registry import load_registry
from reading_parts.figure import Figure

KINDS = {"Dataset": EntityKind.DATASET, "MLModel": EntityKind.MODEL}


@dataclass(frozen=True, slots=True)
class Pair:
    """A name where it stands, the reference beside it, and the id of the thing that grounding chose for it."""

    surface: str
    kind: EntityKind
    reference: Reference
    chosen: str


def measure(gold: Path) -> list[Figure]:
    """Shares of names that agree with the reference beside them, mean another known thing, or are new."""
    figures = []
    for on, pairs in (("GSAP", gsap_pairs(gold)), ("papers annotated by hand", hand_made_pairs(gold))):
        verdicts = Counter(v for p in pairs if (v := verdict(p)) is not None)
        total = verdicts.total()
        said = f"{total} names beside a reference that introduces a known thing: " + ", ".join(
            f"{v} {verdicts[v]}" for v in ("agree", "other", "new")
        )
        for v, at_most in (("agree", False), ("other", True), ("new", True)):
            value = verdicts[v] / total if total else None
            figures.append(Figure(f"identity, {on}: {v}", value, None, said, at_most=at_most))
    return figures


def verdict(pair: Pair) -> str | None:
    """agree, other or new; None where the reference introduces nothing known of the kind."""
    registry, r = load_registry(), pair.reference
    introduced = [e for e in registry.by_work(arxiv=r.arxiv, doi=r.doi, title=r.title) if e.kind is pair.kind]
    if not introduced:
        return None
    if any(e.id == pair.chosen for e in introduced):
        return "agree"
    return "other" if registry.get(pair.chosen) else "new"


def gsap_pairs(gold: Path) -> Iterator[Pair]:
    """The names of GSAP's papers that a resolved reference follows, in the order of the file."""
    path = gold / "gsap_ner" / "docs.jsonl"
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        paper = json.loads(line)
        document = document_from_text(paper["text"], f"{paper['id']}.txt")
        mentions = {
            (s["start"], s["end"]): _mention(document, s["start"], s["end"], KINDS[s["label"]])
            for s in paper["spans"]
            if s["label"] in KINDS
        }
        chosen = _chosen(document, mentions.values())
        for pair in paper["adjacent_refs_silver"]:
            span = paper["spans"][pair["span"]]
            if len(pair["bib"]) == 1 and (span["start"], span["end"]) in mentions:
                mention = mentions[span["start"], span["end"]]
                if mention.span in chosen:
                    reference = parse_reference(pair["bib"][0])
                    yield Pair(mention.surface, mention.kind, reference, chosen[mention.span])


def hand_made_pairs(gold: Path) -> Iterator[Pair]:
    """The things of the papers annotated by hand, each named once with its reference behind it."""
    for path in sorted((gold / "papers").glob("*.json")):
        paper = json.loads(path.read_text("utf-8"))
        for kind in EntityKind:
            for thing in paper[f"{kind.value}s"]:
                if title := _title_of(thing):
                    yield _pair_alone(thing["name"], kind, title)


def _title_of(thing: dict[str, Any]) -> str | None:
    introduced = thing.get("introduced_by")
    return introduced.get("title") if isinstance(introduced, dict) else introduced


def _pair_alone(name: str, kind: EntityKind, title: str) -> Pair:
    reference = Reference("1", title, title=title)
    text = f"{name} [1]"
    marker = Span(len(name) + 2, len(name) + 3)
    document = Document(
        source=SourceFile("made.txt", "text/plain", "0" * 64),
        reader="text",
        text=text,
        title=None,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        sentences=(Span(0, len(text)),),
        references=(reference,),
        citations=(Citation(marker, "1"),),
    )
    mention = _mention(document, 0, len(name), kind)
    return Pair(name, kind, reference, _chosen(document, [mention]).get(mention.span, ""))


def _mention(document: Document, start: int, end: int, kind: EntityKind) -> Mention:
    span = Span(start, end)
    return Mention(span, document.quote(span), kind, ("annotated",), 1.0)


def _chosen(document: Document, mentions: Iterable[Mention]) -> dict[Span, str]:
    registry = load_registry()
    abbreviations = abbreviation_finder().find(document)
    ordered = sorted(mentions, key=lambda m: m.span)
    grounded = ground(document, ordered, registry, abbreviations)
    return {g.mention.span: g.entity_id for g in grounded.groundings}


def main() -> None:
    """Measure and print the figures, and the pairs that do not agree where they are asked for."""
    from command import show  # noqa: PLC0415 - beside the folder, found once the path is set

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--differences", action="store_true", help="list the pairs that do not agree")
    given = parser.parse_args()
    if given.differences:
        for pair in (*gsap_pairs(given.gold), *hand_made_pairs(given.gold)):
            if (found := verdict(pair)) in ("other", "new"):
                print(f"{found}\t{pair.kind}\t{pair.surface}\t{pair.chosen}\t{pair.reference.title}")
    else:
        show({"identity": measure(given.gold)}, markdown=given.markdown, file=None)


if __name__ == "__main__":
    main()
