"""Papers with Code: its list of datasets as JSON."""

from typing import Any

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Named, PassedOver
from kg.core.statement import Predicate
from kg.importing.file import ImportFile
from kg.importing.json_text import parse_json
from kg.importing.licences import licence_names
from kg.importing.plain import field, records_in, text_of, texts_of
from kg.importing.works import work_id, work_of, year_of

_INTRODUCED = 0.85


def read_papers_with_code(file: ImportFile) -> Gathered:
    """Each dataset with its full name, variants, licences and the paper that introduced it.

    Variants are spellings and versions alike, so they are kept as other names only where they hold the same digits.

    Raises:
        ValueError: it is no JSON.
    """
    things, claims, passed = list[Named](), list[Claim](), list[PassedOver]()
    for number, record in enumerate(records_in(parse_json(file.text())), 1):
        name = text_of(record.get("name"))
        if name is None:
            passed.append(PassedOver(f"{file.name}, record {number}", "it has no name"))
            continue
        work = _paper(record.get("paper"), record)
        full, page = text_of(record.get("full_name")), text_of(record.get("url"), limit=2_000)
        others = [full, *(v for v in texts_of(record.get("variants")) if _digits(v) == _digits(name))]
        home = text_of(field(record, "homepage"), limit=2_000)
        thing = Named(
            EntityKind.DATASET,
            name,
            None,
            tuple(dict.fromkeys(o for o in others if o and o != name)),
            work,
            _licences(record.get("licenses")),
            home if home and home.startswith("http") else None,
        )
        things.append(thing)
        if work is not None:
            evidence = ImportedEvidence(f"{file.name}, {page or name}", _INTRODUCED, work_id(work))
            claims.append(Claim(thing, Predicate.INTRODUCED_BY, work, evidence))
    return Gathered(tuple(things), tuple(claims), passed_over=tuple(passed))


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _paper(value: Any, record: dict[str, Any]) -> Reference | None:
    if isinstance(value, dict):
        title, address = value.get("title"), field(value, "arxiv_id", "url_abs", "url_pdf", "url")
        return work_of(address, title=title, year=year_of(record.get("introduced_date")))
    return work_of(value)


def _licences(value: Any) -> str | None:
    listed = value if isinstance(value, list) else [value]
    return licence_names(*(field(item, "name", "url") if isinstance(item, dict) else item for item in listed))
