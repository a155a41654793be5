"""Which candidates of a document stand, once all signs in it are weighed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.spans import Span
from kg.extraction.areas import is_inside
from kg.extraction.callings import systems_among
from kg.extraction.candidates import Candidate
from kg.extraction.cues import SHAPED_LIKE_NAME
from kg.extraction.signs import second_sign
from kg.extraction.spellings import Spellings

_ACCEPTED = 0.6
# "arXiv:2312.08361", "arXiv preprint", "arXiv v3", "github.com": a name in front of an identifier is part of an address
IDENTIFIER = re.compile(
    r"(?<=[Xx]iv)\s+(?:v\d+\b|\[[a-z-]+(?:\.[A-Z]{2})?\])|"
    r"\s?:\s?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}|https?:)|\.(?:org|com|io|net)\b|\s+(?:e-?|pre)?prints?\b"
)
_REPEATED = 0.1  # what each further sighting by a rule adds, three times at most


def confirmed_known(document: Document, known: list[Candidate], shown: list[Candidate]) -> list[Candidate]:
    """The known candidates that stand: unambiguous ones, and ambiguous ones with a second sign or a confirmed spelling."""
    known = [c for c in known if not IDENTIFIER.match(document.text, c.span.end)]
    sure = [c for c in known if not c.ambiguous]
    sure_names = {c.canonical for c in sure}
    shown_at = {(c.span, c.kind) for c in shown}
    ordered = sorted(known, key=lambda c: c.span)
    confirmed: list[Candidate] = []
    for index, candidate in enumerate(ordered):
        if not candidate.ambiguous:
            continue
        beside = tuple(c for c in ordered[max(0, index - 2) : index + 3] if not c.ambiguous)
        if (
            (candidate.span, candidate.kind) in shown_at
            or (candidate.canonical in sure_names and candidate.surface[:1].isupper())
            or second_sign(candidate, document, neighbours=beside)
        ):
            confirmed.append(replace(candidate, score=0.75, ambiguous=False))
    return [*sure, *confirmed, *_same_spelling(ordered, confirmed)]


def _same_spelling(known: list[Candidate], confirmed: list[Candidate]) -> Iterator[Candidate]:
    """Ambiguous candidates spelled as a confirmed one; ordinary words only where a quarter of their places is confirmed."""
    places = Counter((c.surface, c.kind) for c in known if c.ambiguous)
    signs = Counter((c.surface, c.kind) for c in confirmed)
    at = {(c.span, c.kind) for c in confirmed}
    for candidate in known:
        key = (candidate.surface, candidate.kind)
        if not candidate.ambiguous or not signs[key] or (candidate.span, candidate.kind) in at:
            continue
        if SHAPED_LIKE_NAME.search(candidate.surface) or signs[key] * 4 >= places[key]:
            yield replace(candidate, score=0.65, ambiguous=False)


def accepted_shown(document: Document, shown: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """The candidates of rules whose name gathers enough over the whole document, each of its stronger kind."""
    by_name: dict[str, dict[EntityKind, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for candidate in shown:
        by_name[fold(candidate.surface)][candidate.kind].append(candidate)
    known_kind = {fold(c.surface): c.kind for c in known}
    weights = {name: {k: _weight(found) for k, found in by_kind.items()} for name, by_kind in sorted(by_name.items())}
    families = _families(weights)
    accepted: list[Candidate] = []
    for name, weight in weights.items():
        kin = families.get(_stem(name))
        kind = known_kind.get(name) or kin or max(sorted(weight), key=lambda k: weight[k])
        score = max(weight.get(kind, 0.0), 0.7 if name in known_kind else 0.0, _ACCEPTED if kin else 0.0)
        if score >= _ACCEPTED:
            found = by_name[name].get(kind) or [replace(c, kind=kind) for cs in by_name[name].values() for c in cs]
            accepted += [replace(c, score=min(score, 0.95)) for c in found]
    systems = systems_among({c.surface for c in accepted if c.kind is EntityKind.MODEL}, document.text)
    return [c for c in accepted if c.kind is not EntityKind.MODEL or c.surface not in systems]


def _families(weights: dict[str, dict[EntityKind, float]]) -> dict[str, EntityKind]:
    """The kind of each family of numbered names ("Quail-1", "Quail-2") of which a member is surely of one kind."""
    best: dict[str, tuple[float, EntityKind]] = {}
    for name, weight in weights.items():
        kind = max(sorted(weight), key=lambda k: weight[k])
        if _stem(name) != name and weight[kind] >= max(_ACCEPTED, best.get(_stem(name), (0.0, kind))[0]):
            best[_stem(name)] = (weight[kind], kind)
    return {stem: kind for stem, (_, kind) in best.items()}


def _stem(name: str) -> str:
    return re.sub(r"(?<!\d)\d+$", "", name)


def _weight(found: Iterable[Candidate]) -> float:
    places = {c.span: c.score for c in sorted(found, key=lambda c: c.score)}
    return max(places.values()) + _REPEATED * min(3, len(places) - 1)


def repeated(document: Document, accepted: list[Candidate], areas: list[Span]) -> Iterator[Candidate]:
    """Every other place at which the document spells an accepted name so; of names within names the longest."""
    forms: dict[str, Candidate] = {}
    for candidate in accepted:
        best = forms.get(candidate.surface)
        if best is None or candidate.score > best.score:
            forms[candidate.surface] = candidate
    end = 0
    for start, form in Spellings(forms).within(document.text):
        if start < end:
            continue
        end = start + len(form)
        span = Span(start, end)
        if is_inside(span, areas):
            first = forms[form]
            yield replace(first, span=span, recognizer="repeat", score=min(first.score, 0.7))
