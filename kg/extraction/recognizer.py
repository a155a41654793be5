"""All finders together: the mentions of datasets and models in a document."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.extraction.callings import is_system, named_by_title
from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.cues import SHAPED_LIKE_NAME, is_generic
from kg.extraction.gazetteer import VARIANT, find_known
from kg.extraction.lexicon import Lexicon, fits_case
from kg.extraction.rules import find_by_rules
from kg.extraction.shapes import find_by_shape
from kg.extraction.signs import second_sign

_ACCEPTED = 0.6
_REPEATED = 0.1  # what each further sighting by a rule adds, three times at most
_MAX_SENTENCE = 1500
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")
_INNER_WORD = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]+(?![\w-])")
_MODEL_LONG_FORM = re.compile(
    r"(?i)\b(?:networks?|nets?|models?|encoders?|decoders?|transformers?|autoencoders?|machines?)$"
)
_CUED_LONG_FORM = re.compile(r"(?i)\b(?:data\s?set|corpus|corpora|treebank|benchmark|challenge)\b")


def find_mentions(document: Document, lexicon: Lexicon, abbreviations: dict[str, str] | None = None) -> list[Mention]:
    """Find the names of datasets and models in running text, captions, tables and headings, in the text's order.

    Known names come from the lexicon; others from rules, and from the document's own abbreviations (long form by short
    form). A name accepted once is accepted wherever the document spells it so; an ambiguous one needs a second sign.
    The bibliography is not searched. Mentions never overlap.
    """
    areas = list(_areas(document))
    spelled = [c for c in find_known(document.text, lexicon) if _inside(c.span, areas)]
    known = [c for c in spelled if c.recognizer != VARIANT]
    shown = [c for c in spelled if c.recognizer == VARIANT]
    shown += list(_shown_by_rules(document, areas))
    shown += list(_shown_by_abbreviations(document, abbreviations or {}, lexicon, areas))
    shown += list(_shown_by_titles(document, areas))
    accepted_known = _confirm(document, known, shown)
    accepted_shown = [c for c in _accept(shown, accepted_known) if not _is_system(c, document)]
    repeated = _repeat(document, accepted_shown, areas)
    return [c.as_mention() for c in without_overlaps([*accepted_known, *accepted_shown, *repeated])]


def _areas(document: Document) -> Iterator[Span]:
    """The stretches that are searched: sentences and headings outside the bibliography, in order."""
    headings = [b.span for b in document.blocks if b.kind is BlockKind.HEADING]
    bibliography = [s.span for s in document.sections if s.kind is SectionKind.REFERENCES]
    for span in sorted([*document.sentences, *headings]):
        if not any(b.overlaps(span) for b in bibliography):
            yield span


def _inside(span: Span, areas: list[Span]) -> bool:
    index = bisect_right(areas, span.start, key=lambda a: a.start) - 1
    return index >= 0 and span.start < areas[index].end


def _shown_by_rules(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    small_words = Counter(w for a in areas for w in _SMALL_WORD.findall(document.quote(a)))
    inner_words = {w for a in areas for w in _INNER_WORD.findall(document.quote(a))}
    surnames = {surname(author) for r in document.references for author in r.authors}

    def is_word(name: str) -> bool:
        if name.isalpha() and fold(name) in surnames:
            return True  # somebody's name, "LeCun" too
        if SHAPED_LIKE_NAME.search(name):
            return False
        if name.isalpha() and name not in inner_words:
            return True  # seen only where sentences begin
        parts = re.split(r"[-\s]", name)
        return all(p.isalpha() and small_words[p.lower()] > 0 for p in parts)

    for area in areas:
        sentence = document.text[area.start : min(area.end, area.start + _MAX_SENTENCE)]
        found = (*find_by_rules(sentence, is_word=is_word), *find_by_shape(sentence, is_word=is_word))
        for candidate in found:
            yield replace(candidate, span=candidate.span.shifted(area.start))


def _shown_by_abbreviations(
    document: Document, abbreviations: dict[str, str], lexicon: Lexicon, areas: list[Span]
) -> Iterator[Candidate]:
    """Candidates for short and long forms of which one is known, or whose long form says what it names."""
    for short, long in sorted(abbreviations.items()):
        kind, canonical = _named_by(short, long, lexicon)
        if kind is None:
            continue
        for form, score in ((long, 0.7), (short, 0.65)):
            if form.islower():
                continue
            for span in _occurrences(document.text, form):
                if _inside(span, areas):
                    yield Candidate(span, document.quote(span), kind, "abbreviation", score, canonical)


def _shown_by_titles(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    """Candidates for names that the paper's title, or one in its bibliography, opens with and explains."""
    titles = [(document.title or "", 0.8), *((r.title or "", 0.65) for r in document.references)]
    seen: set[str] = set()
    for title, score in titles:
        named = named_by_title(title)
        if named is None or named[0] in seen:
            continue
        seen.add(named[0])
        # bibliographies often write names small; the text has them as they are
        flags = 0 if len(named[0]) < 4 else re.IGNORECASE
        for match in re.finditer(rf"(?<![\w-]){re.escape(named[0])}(?![\w-])", document.text, flags):
            span = Span(*match.span())
            if _inside(span, areas) and not match.group().islower():
                yield Candidate(span, match.group(), named[1], "rule:title", score)


def _named_by(short: str, long: str, lexicon: Lexicon) -> tuple[EntityKind | None, str | None]:
    """The kind that a pair of short and long form names, and its known name; (None, None) where neither tells."""
    for form in (long, short):
        known = [e for e in lexicon.lookup(form) if fits_case(e, form)]
        if known and (form is long or _initials(long) == fold(short)) and len({e.kind for e in known}) == 1:
            return known[0].kind, known[0].canonical
    if _CUED_LONG_FORM.search(long) and long[:1].isupper():
        return EntityKind.DATASET, None
    if _MODEL_LONG_FORM.search(long) and not is_generic(short):
        return EntityKind.MODEL, None
    return None, None


def _initials(long: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", long) if word).lower()


def _occurrences(text: str, form: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
        yield Span(*match.span())


def _confirm(document: Document, known: list[Candidate], shown: list[Candidate]) -> list[Candidate]:
    """The known candidates that stand: unambiguous ones, and ambiguous ones with a second sign or a confirmed spelling."""
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


def _accept(shown: list[Candidate], known: list[Candidate]) -> list[Candidate]:
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
    return accepted


def _families(weights: dict[str, dict[EntityKind, float]]) -> dict[str, EntityKind]:
    """The kind of each family of numbered names ("Quail-1", "Quail-2") of which a member is surely of one kind."""
    best: dict[str, tuple[float, EntityKind]] = {}
    for name, weight in weights.items():
        kind = max(sorted(weight), key=lambda k: weight[k])
        if _stem(name) != name and weight[kind] >= max(_ACCEPTED, best.get(_stem(name), (0.0, kind))[0]):
            best[_stem(name)] = (weight[kind], kind)
    return {stem: kind for stem, (_, kind) in best.items()}


def _stem(name: str) -> str:
    return re.sub(r"\d+$", "", name)


def _is_system(candidate: Candidate, document: Document) -> bool:
    return candidate.kind is EntityKind.MODEL and is_system(candidate.surface, document.text)


def _weight(found: Iterable[Candidate]) -> float:
    places = {c.span: c.score for c in sorted(found, key=lambda c: c.score)}
    return max(places.values()) + _REPEATED * min(3, len(places) - 1)


def _repeat(document: Document, accepted: list[Candidate], areas: list[Span]) -> Iterator[Candidate]:
    """Every other place at which the document spells an accepted name so."""
    forms: dict[str, Candidate] = {}
    for candidate in accepted:
        best = forms.get(candidate.surface)
        if best is None or candidate.score > best.score:
            forms[candidate.surface] = candidate
    if not forms:
        return
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for match in pattern.finditer(document.text):
        span = Span(*match.span())
        if _inside(span, areas):
            first = forms[match.group()]
            yield replace(first, span=span, recognizer="repeat", score=min(first.score, 0.7))
