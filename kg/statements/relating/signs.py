"""What a sentence shows of one model and one dataset in it, as signs that a linear model can weigh."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.core.document import Document
from kg.statements.cues import DATASETS, MODELS, markers
from kg.statements.dataset_roles import find_evaluation
from kg.statements.relating.company import company_of
from kg.statements.relating.words import Word, bucket, class_of, stem, words_of
from kg.statements.scenes import Scene
from kg.statements.training_rules.finding import find_training

_NEAR = 3
_STRONG = frozenset({"pretrain", "tune", "train", "test", "score", "reach"})
"""The acts that decide between training and evaluation."""
_WEAK = frozenset({"use", "compare"})
_FIRST = 16
_MOST_PAIRS = _FIRST**2
_SIGHT = 6
"""How many words from a name an act may stand that is said of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A model and a dataset named in one scene, by their markers, and the signs of what they have to do with each other."""

    scene: Scene
    model: str
    dataset: str
    signs: tuple[str, ...]


def pairs_of(document: Document, scene: Scene) -> list[Pair]:
    """Every pair of a model and a dataset that the scene names, in the order of their markers.

    Signs tell classes of words, places and shapes, and never what a name is. Where there are more pairs than any
    sentence has, the first names of each kind alone are paired.
    """
    models, datasets = markers(MODELS, scene.template), markers(DATASETS, scene.template)
    if not models or not datasets:
        return []
    if len(models) * len(datasets) > _MOST_PAIRS:
        models, datasets = models[:_FIRST], datasets[:_FIRST]
    told = _Told(document, scene, tuple(words_of(scene.template)), _ruled(scene))
    return [Pair(scene, m, d, tuple(dict.fromkeys(told.signs(m, d)))) for m in models for d in datasets]


def _ruled(scene: Scene) -> dict[tuple[str | None, str], set[str]]:
    """What the readable rules say of models and data in the scene, by entities; None is the paper's own model."""
    said: dict[tuple[str | None, str], set[str]] = {}
    for t in find_training([scene]):
        said.setdefault((t.model, t.dataset), set()).update(("train", f"train {t.rule.rpartition(':')[2]}"))
    for e in find_evaluation([scene]):
        said.setdefault((None, e.entity_id), set()).update(("test", f"test {e.rule.rpartition(':')[2]}"))
    return said


@dataclass(frozen=True, slots=True)
class _Told:
    """One scene, with what is the same for all of its pairs."""

    document: Document
    scene: Scene
    words: tuple[Word, ...]
    ruled: Mapping[tuple[str | None, str], set[str]]

    def signs(self, model: str, dataset: str) -> Iterator[str]:
        m, d = (next(n for n, word in enumerate(self.words) if x in word.markers) for x in (model, dataset))
        yield "MD" if m < d else "DM"
        yield from self._between(m, d)
        yield from self._around("M", m)
        yield from self._around("D", d)
        yield from self._governed(m, d)
        yield from self._said_of(m, d)
        yield from company_of(self.words, model, dataset, m, d)
        yield from self._sentence()
        yield from self._shape("M", model)
        yield from self._shape("D", dataset)
        yield from self._rules(model, dataset)

    def _between(self, m: int, d: int) -> Iterator[str]:
        order = "MD" if m < d else "DM"
        between = self.words[min(m, d) + 1 : max(m, d)]
        models, data = (min(2, sum(w.text == name for w in between)) for name in ("M#", "D#"))
        yield f"{order} far {bucket(len(between))}"
        yield f"{order} models between {models}"
        yield f"{order} data between {data}"
        acts = list(dict.fromkeys(w.act for w in between if w.act))
        yield f"{order} acts {' '.join(acts[:4])}"
        for act in acts:
            yield f"{order} act between {act}"
        last = next((w.act for w in reversed(between) if w.act in _STRONG), "none")
        yield f"{order} last act {last}"
        yield f"{order} last act {last} {self._preposition(d)} {models}"
        yield f"{order} last act {last} {models} {data}"
        kinds = [w.kind for w in between if w.kind and w.kind not in ("DATA", "MODEL")]
        if len(kinds) <= 5:
            yield f"{order} path {' '.join(kinds)}"
        for w in between:
            if w.kind in ("NOT", "MAY", "BREAK", "WE", "IT", "compare") or w.text in ".;:%0(":
                yield f"{order} has {w.kind or w.text}"
        if len(between) <= 4:
            yield f"{order} just {' '.join(stem(w) for w in between)}"

    def _around(self, which: str, at: int) -> Iterator[str]:
        before, after = self.words[max(0, at - _NEAR) : at], self.words[at + 1 : at + 1 + _NEAR]
        yield f"{which} before {' '.join(stem(w) for w in before[-2:])}"
        yield f"{which} after {' '.join(stem(w) for w in after[:2])}"
        yield f"{which} before kinds {' '.join(w.kind or '-' for w in before)}"

    def _preposition(self, d: int) -> str:
        return next((w.text for w in reversed(self.words[max(0, d - 4) : d]) if w.kind == "PREP"), "none")

    def _governed(self, m: int, d: int) -> Iterator[str]:
        """The acts nearest to the names on either side: what "on" hangs on."""
        order, preposition = "MD" if m < d else "DM", self._preposition(d)
        yield f"D prep {preposition}"
        acts = [n for n, w in enumerate(self.words) if w.act]
        for name, found in (("act", acts), ("strong", [n for n in acts if self.words[n].act in _STRONG])):
            if (back := max((n for n in found if n < d), default=None)) is not None:
                act, where = self.words[back].act, "left" if back < min(m, d) else "between"
                stopped = any(w.kind == "BREAK" or w.text in ".;:" for w in self.words[back + 1 : d])
                yield f"D {name} back {act}"
                yield f"D {name} back {act} {preposition} {order} {where} {stopped}"
            if (ahead := min((n for n in found if n > d), default=None)) is not None:
                yield f"D {name} ahead {self.words[ahead].act} {bucket(ahead - d)}"
            if (back := max((n for n in found if n < m), default=None)) is not None:
                yield f"M {name} back {self.words[back].act} {bucket(m - back)}"
            if (ahead := min((n for n in found if n > m), default=None)) is not None:
                yield f"M {name} ahead {self.words[ahead].act} {order}"

    def _said_of(self, m: int, d: int) -> Iterator[str]:
        """The first act on each side of a name, unless another name or the end of the clause comes first."""
        order = "MD" if m < d else "DM"
        before_m, after_m, before_d, after_d = (self._first(at, step) for at in (m, d) for step in (-1, 1))
        yield f"said of M {before_m} {after_m}"
        yield f"said of D {before_d} {after_d}"
        yield f"said {order} {after_m} {before_d}"
        yield f"said {order} {before_m} {before_d}"
        yield f"said {order} {before_m} {after_m} {before_d}"

    def _first(self, at: int, step: int) -> str:
        for n in range(at + step, at + step * (_SIGHT + 1), step):
            if not 0 <= n < len(self.words):
                break
            word = self.words[n]
            if word.act in _STRONG or word.act in _WEAK:
                return word.act
            if word.markers or word.kind == "BREAK" or word.text in ".;":
                return word.text if word.markers else "stop"
        return "none"

    def _sentence(self) -> Iterator[str]:
        for kind in sorted({w.kind for w in self.words} - {"", "NAMES"}):
            yield f"some {kind}"
        start = self.words[0]
        yield f"starts {start.kind or stem(start)}"
        yield f"caption {start.kind == 'FLOAT' and any(w.text == ':' for w in self.words[:4])}"
        yield f"words {bucket(len(self.words))}"
        yield f"numbers {min(3, sum(w.text == '0' for w in self.words))}"

    def _shape(self, which: str, marker: str) -> Iterator[str]:
        """How the name is written, and which kind of word ends it."""
        span = self.scene.names[int(marker[2:])].span
        surface = self.document.text[span.start : span.end]
        parts = surface.lower().split()
        yield f"{which} named {any(c.isupper() for c in surface[1:])} {any(c.isdigit() for c in surface)}"
        yield f"{which} parts {min(4, len(parts))} {surface.islower()}"
        yield f"{which} ends {class_of(parts[-1].rstrip('.')) or '-'}"

    def _rules(self, model: str, dataset: str) -> Iterator[str]:
        of, on = self.scene.entity(model), self.scene.entity(dataset)
        for subject, name in ((of, "same"), (None, "own")):
            for rule in sorted(self.ruled.get((subject, on), ())):
                yield f"rule {name} {rule}"
        others = {r for (s, o), rules in self.ruled.items() if s not in (None, of) and o == on for r in rules}
        for rule in sorted(others):
            yield f"rule other {rule}"
