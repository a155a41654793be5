"""Lines that ``kg extract --json`` wrote: what papers say, as another kg read it."""

from collections.abc import Iterable, Iterator
from typing import Any

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.imported import IMPORTED, Claim, Gathered, ImportedEvidence, Named, PassedOver, together
from kg.core.statement import DATASET_ROLES, LINEAGE, MODEL_ROLES, Predicate
from kg.importing.plain import confidence_in, records_in, text_of, texts_of
from kg.importing.works import work_id, work_of

_ROLES = {p.value: p for p in (*DATASET_ROLES, *MODEL_ROLES)}
_RELATIONS = {p.value: p for p in LINEAGE}
_LONGEST_QUOTE = 20_000
_UNSAID = 0.7  # where a line gives no confidence
_CITED = 0.6
_SHARED = "the line does not say which of the thing's roles the quote tells"


def read_extractions(lines: Iterable[tuple[int, Any]], name: str) -> Gathered:
    """What the papers of these lines say of datasets and models, each with its quotes."""
    return together(_paper(row, f"{name}, line {number}") for number, row in lines)


def _paper(row: Any, record: str) -> Gathered:
    if not isinstance(row, dict):
        return Gathered(passed_over=(PassedOver(record, "it is no object"),))
    file = text_of(row.get("file")) or record
    authors, year = tuple(texts_of(row.get("authors"))), row.get("year")
    paper = work_of(
        text_of(row.get("arxiv")) or text_of(row.get("doi")),
        title=row.get("title") or file,
        authors=authors,
        year=year if isinstance(year, int) and 1500 <= year <= 2100 else None,
    )
    if paper is None:
        return Gathered(passed_over=(PassedOver(record, "it names no paper"),))
    reader = _Row(row, paper, file)
    return Gathered(tuple(reader.things.values()), tuple(reader.claims()), passed_over=tuple(reader.passed))


class _Row:
    """One line, its things by kind and name."""

    def __init__(self, row: dict[str, Any], paper: Reference, file: str) -> None:
        self.row, self.paper, self.file = row, paper, file
        self.things: dict[tuple[EntityKind, str], Named] = {}
        self.passed: list[PassedOver] = []
        self.works = {r["key"]: r for r in records_in(row.get("references")) if isinstance(r.get("key"), str)}
        for kind in EntityKind:
            for thing in records_in(row.get(f"{kind.value}s")):
                if name := text_of(thing.get("name")):
                    spellings = tuple(s for s in texts_of(thing.get("surfaces")) if s != name)
                    self.things[kind, name] = Named(kind, name, text_of(thing.get("id")), spellings)

    def claims(self) -> Iterator[Claim]:
        for kind in EntityKind:
            for thing in records_in(self.row.get(f"{kind.value}s")):
                named = self.things.get((kind, text_of(thing.get("name")) or ""))
                if named is not None:
                    yield from self._of_thing(thing, named)
        for fact in records_in(self.row.get("lineage")):
            yield from self._lineage(fact)
        for name in texts_of(self.row.get("undisclosed")):
            if named := self.things.get((EntityKind.MODEL, name)):
                yield Claim(
                    named, Predicate.DISCLOSURE, None, ImportedEvidence(self.file, _UNSAID, work_id(self.paper))
                )

    def _of_thing(self, thing: dict[str, Any], named: Named) -> Iterator[Claim]:
        roles = [_ROLES[r] for r in texts_of(thing.get("roles")) if r in _ROLES]
        for role in roles:
            for evidence in self._evidence(thing, _SHARED if len(roles) > 1 else None):
                if role is Predicate.INTRODUCES:
                    yield Claim(named, Predicate.INTRODUCED_BY, self.paper, evidence)
                else:
                    yield Claim(self.paper, role, named, evidence)
        introduced = thing.get("introduced_by")
        if isinstance(introduced, dict):
            cited = self.works.get(str(introduced.get("key")), {})
            authors, year = tuple(texts_of(cited.get("authors"))), cited.get("year")
            work = work_of(
                text_of(cited.get("arxiv")) or text_of(cited.get("doi")),
                title=cited.get("title") or introduced.get("title"),
                authors=authors,
                year=year if isinstance(year, int) and 1500 <= year <= 2100 else None,
                venue=text_of(cited.get("venue"), limit=1_000),
            )
            if work is not None:
                evidence = ImportedEvidence(self.file, _CITED, work_id(self.paper), "as the paper cites it")
                yield Claim(named, Predicate.INTRODUCED_BY, work, evidence)

    def _lineage(self, fact: dict[str, Any]) -> Iterator[Claim]:
        relation = _RELATIONS.get(text_of(fact.get("relation")) or "")
        subject, target = self._end(fact, "subject", relation), self._end(fact, "object", relation)
        if relation is None or subject is None or target is None:
            self.passed.append(PassedOver(self.file, "a relation names what the line does not list, or is unknown"))
            return
        for evidence in self._evidence(fact):
            yield Claim(subject, relation, target, evidence)

    def _end(self, fact: dict[str, Any], end: str, relation: Predicate | None) -> Named | None:
        """The thing that the relation names: a model before a dataset where a model must or may stand."""
        name = text_of(fact.get(end)) or ""
        data_first = relation in {Predicate.DERIVED_FROM, Predicate.HAS_PART} or (
            end == "object" and relation in {Predicate.TRAINED_ON, Predicate.EVALUATED_ON}
        )
        kinds = [EntityKind.DATASET, EntityKind.MODEL]
        ordered = kinds if data_first else kinds[::-1]
        return next((self.things[k, name] for k in ordered if (k, name) in self.things), None)

    def _evidence(self, item: dict[str, Any], note: str | None = None) -> list[ImportedEvidence]:
        """The evidence of a thing or relation; what has a confidence that is none is passed over with the reason."""
        found = []
        for said in [*records_in(item.get("evidence"))] or [{}]:
            page, section = said.get("page"), text_of(said.get("section"))
            place = f", p. {page}" if isinstance(page, int) else f", {section}" if section else ""
            quote = text_of(said.get("quote"), limit=_LONGEST_QUOTE)
            rule = text_of(said.get("extractor")) or IMPORTED
            try:
                confidence = _confidence(said.get("confidence"), item.get("confidence"))
            except ValueError as error:
                self.passed.append(PassedOver(self.file + place, str(error)))
                continue
            found.append(ImportedEvidence(self.file + place, confidence, work_id(self.paper), note, quote, rule))
        return found


def _confidence(*told: object) -> float:
    """The first that says something.

    Raises:
        ValueError: it is none.
    """
    return next((c for t in told if (c := confidence_in(t)) is not None), _UNSAID)
