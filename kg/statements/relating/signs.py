"""What a sentence shows of one model and one dataset in it, as signs that a linear model can weigh."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.core.document import Document
from kg.statements.cues import DATASETS, MODELS, markers
from kg.statements.dataset_roles import find_evaluation
from kg.statements.relating.words import Word, class_of, words_of
from kg.statements.scenes import Scene
from kg.statements.training import find_training

_NEAR = 3
_FAR = 14
_STEM = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A model and a dataset named in one scene, by their markers, and the signs of what they have to do with each other."""

    scene: Scene
    model: str
    dataset: str
    signs: tuple[str, ...]


def pairs_of(document: Document, scene: Scene, often: Mapping[str, int]) -> list[Pair]:
    """Every pair of a model and a dataset that the scene names, in the order of their markers.

    often tells how often the document names each entity.
    """
    models, datasets = markers(MODELS, scene.template), markers(DATASETS, scene.template)
    if not models or not datasets:
        return []
    told = _Told(document, scene, tuple(words_of(scene.template)), often, _ruled(scene))
    return [Pair(scene, m, d, tuple(dict.fromkeys(told.signs(m, d)))) for m in models for d in datasets]


def counted(scenes: Sequence[Scene]) -> Counter[str]:
    """How often the scenes name each entity."""
    return Counter(named.entity_id for scene in scenes for named in scene.names)


def _ruled(scene: Scene) -> dict[tuple[str | None, str], set[str]]:
    """What the readable rules say of models and data in the scene, by entities; None is the paper's own model."""
    said: dict[tuple[str | None, str], set[str]] = {}
    for t in find_training([scene]):
        said.setdefault((t.model, t.dataset), set()).add(f"train {t.rule.rpartition(':')[2]}")
        said[t.model, t.dataset].add("train")
    for e in find_evaluation([scene]):
        said.setdefault((None, e.entity_id), set()).add(f"test {e.rule.rpartition(':')[2]}")
        said[None, e.entity_id].add("test")
    return said


@dataclass(frozen=True, slots=True)
class _Told:
    """One scene, with what is the same for all of its pairs."""

    document: Document
    scene: Scene
    words: tuple[Word, ...]
    often: Mapping[str, int]
    ruled: Mapping[tuple[str | None, str], set[str]]

    def signs(self, model: str, dataset: str) -> Iterator[str]:
        m, d = self._place(model), self._place(dataset)
        order = "MD" if m < d else "DM"
        yield order
        yield from self._between(m, d, order)
        yield from self._around("M", m)
        yield from self._around("D", d)
        yield from self._governed(m, d, order)
        yield from self._company(model, dataset, m, d)
        yield from self._sentence()
        yield from self._names(model, dataset)
        yield from self._rules(model, dataset)

    def _place(self, marker: str) -> int:
        return next(n for n, word in enumerate(self.words) if marker in word.markers)

    def _between(self, m: int, d: int, order: str) -> Iterator[str]:
        first, last = sorted((m, d))
        between = self.words[first + 1 : last]
        yield f"{order} far {_bucket(len(between))}"
        yield f"{order} models between {min(2, sum(w.text == 'M#' for w in between))}"
        yield f"{order} data between {min(2, sum(w.text == 'D#' for w in between))}"
        acts = list(dict.fromkeys(w.act for w in between if w.act))
        yield f"{order} acts {' '.join(acts[:4])}"
        for act in acts:
            yield f"{order} act between {act}"
        classes = [w.kind for w in between if w.kind and w.kind not in ("DATA", "MODEL")]
        if len(classes) <= 5:
            yield f"{order} path {' '.join(classes)}"
        for w in between:
            if w.kind in ("NOT", "MAY", "BREAK", "WE", "IT", "compare") or w.text in ".;:%0(":
                yield f"{order} has {w.kind or w.text}"
        if len(between) > _FAR:
            between = (*between[: _FAR // 2], *between[-_FAR // 2 :])
        stems = [_stem(w) for w in between]
        for stem in stems:
            yield f"{order} between {stem}"
        for pair in pairwise(stems):
            yield f"{order} between {' '.join(pair)}"
        if len(stems) <= 4:
            yield f"{order} just {' '.join(stems)}"

    def _around(self, which: str, at: int) -> Iterator[str]:
        before = [_stem(w) for w in self.words[max(0, at - _NEAR) : at]]
        after = [_stem(w) for w in self.words[at + 1 : at + 1 + _NEAR]]
        yield f"{which} before {' '.join(before[-2:])}"
        yield f"{which} after {' '.join(after[:2])}"
        kinds = [w.kind or "-" for w in self.words[max(0, at - _NEAR) : at]]
        yield f"{which} before kinds {' '.join(kinds)}"

    def _governed(self, m: int, d: int, order: str) -> Iterator[str]:
        """The acts nearest to the names on either side: what "on" hangs on."""
        preposition = next((w.text for w in reversed(self.words[max(0, d - 4) : d]) if w.kind == "PREP"), "none")
        yield f"D prep {preposition}"
        acts = [(n, w.act) for n, w in enumerate(self.words) if w.act]
        strong = [(n, a) for n, a in acts if a in _STRONG]
        for name, found in (("act", acts), ("strong", strong)):
            back = max((n for n, _ in found if n < d), default=None)
            if back is not None:
                act = self.words[back].act
                where = "left" if back < min(m, d) else "between"
                stopped = any(w.kind == "BREAK" or w.text in ".;:" for w in self.words[back + 1 : d])
                yield f"D {name} back {act}"
                yield f"D {name} back {act} {preposition} {order} {where} {stopped}"
            ahead = min((n for n, _ in found if n > d), default=None)
            if ahead is not None:
                yield f"D {name} ahead {self.words[ahead].act} {_bucket(ahead - d)}"
            mback = max((n for n, _ in found if n < m), default=None)
            if mback is not None:
                yield f"M {name} back {self.words[mback].act} {_bucket(m - mback)}"
            mahead = min((n for n, _ in found if n > m), default=None)
            if mahead is not None:
                yield f"M {name} ahead {self.words[mahead].act} {order}"

    def _company(self, model: str, dataset: str, m: int, d: int) -> Iterator[str]:
        models = [n for n, w in enumerate(self.words) if w.text == "M#"]
        data = [n for n, w in enumerate(self.words) if w.text == "D#"]
        nearest_m = min(models, key=lambda n: (abs(n - d), n)) == m
        nearest_d = min(data, key=lambda n: (abs(n - m), n)) == d
        yield f"nearest {nearest_m} {nearest_d}"
        yield f"models {min(4, len(models))} data {min(4, len(data))}"
        yield f"only model {len(models) == 1}"
        yield f"only data {len(data) == 1}"
        yield f"M nth {min(3, models.index(m))} of {min(4, len(models))}"
        yield f"D nth {min(3, data.index(d))} of {min(4, len(data))}"
        ml, dl = self.words[m].markers, self.words[d].markers
        yield f"M list {min(4, len(ml))}"
        yield f"D list {min(4, len(dl))}"
        if any(w.text == "respectively" for w in self.words):
            same = len(ml) == len(dl) and ml.index(model) == dl.index(dataset)
            yield f"respectively {len(ml) == len(dl)} {same}"

    def _sentence(self) -> Iterator[str]:
        kinds = {w.kind for w in self.words}
        for kind in sorted(kinds - {"", "NAMES"}):
            yield f"some {kind}"
        start = self.words[0].text if self.words else ""
        yield f"starts {class_of(start) or start[:_STEM]}"
        yield f"caption {class_of(start) == 'FLOAT' and any(w.text == ':' for w in self.words[:4])}"
        yield f"words {_bucket(len(self.words))}"
        yield f"numbers {min(3, sum(w.text == '0' for w in self.words))}"

    def _names(self, model: str, dataset: str) -> Iterator[str]:
        for which, marker in (("M", model), ("D", dataset)):
            named = self.scene.names[int(marker[2:])]
            surface = self.document.text[named.span.start : named.span.end]
            parts = surface.split()
            last = parts[-1].lower() if parts else ""
            yield f"{which} named {any(c.isupper() for c in surface[1:])} {any(c.isdigit() for c in surface)}"
            yield f"{which} parts {min(4, len(parts))} {surface.islower()}"
            yield f"{which} ends {class_of(last.rstrip('.')) or '-'}"
            yield f"{which} often {_bucket(self.often.get(named.entity_id, 1))}"
        most = max((self.often.get(n.entity_id, 1) for n in self.scene.names), default=1)
        yield f"M most {self.often.get(self.scene.entity(model), 1) == most}"

    def _rules(self, model: str, dataset: str) -> Iterator[str]:
        of, on = self.scene.entity(model), self.scene.entity(dataset)
        for subject, name in ((of, "same"), (None, "own")):
            for rule in sorted(self.ruled.get((subject, on), ())):
                yield f"rule {name} {rule}"
        others = {r for (s, o), rules in self.ruled.items() if s not in (None, of) and o == on for r in rules}
        for rule in sorted(others):
            yield f"rule other {rule}"


_STRONG = frozenset({"pretrain", "tune", "train", "test", "score", "reach"})


def _stem(word: Word) -> str:
    return word.text if word.markers else word.text[:_STEM]


def _bucket(number: int) -> str:
    for bound in (0, 1, 2, 3, 5, 8, 12, 20, 35):
        if number <= bound:
            return str(bound)
    return "more"
