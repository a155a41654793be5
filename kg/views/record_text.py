"""What one paper says, as text for people."""

from collections.abc import Iterator

from kg.core.entity import EntityKind
from kg.core.extraction import Extraction
from kg.core.statement import LINEAGE, PAPER, Predicate, Statement
from kg.views.record import extraction_json
from kg.views.shown import excerpt, shown

_MAX_QUOTE = 160


def extraction_text(extraction: Extraction) -> str:
    """The paper's datasets and models with role, introducing entry and a quote each, then its lineage statements."""
    record = extraction_json(extraction)
    lines = [shown(record["title"] or record["file"])]
    lines.append(
        f"  {len(record['sections'])} sections, {len(record['references'])} references, read by {record['reader']}"
    )
    for kind in EntityKind:
        found = record[f"{kind.value}s"]
        lines.append(f"{kind.value}s" if found else f"no {kind.value} is named")
        for entity in found:
            introduced = entity["introduced_by"]
            by = f", introduced by {shown(introduced['title'] or introduced['key'])}" if introduced else ""
            by += f" ({shown(introduced['note'])})" if introduced and introduced["note"] else ""
            lines.append(f"  {shown(entity['name'])}: {', '.join(entity['roles'])}{by}")
            if entity["evidence"]:
                best = max(entity["evidence"], key=lambda e: (e["confidence"], -e["start"]))
                lines.append(f"    {quoted(best['quote'], best['page'])}")
    lines += list(_lineage(extraction))
    return "\n".join(lines) + "\n"


def quoted(quote: str, page: int | None) -> str:
    """The quote on one line, shortened, with its page.

    >>> quoted("We train  on Reed.", 4)
    '"We train on Reed." (p. 4)'
    """
    short = excerpt(quote, limit=_MAX_QUOTE)
    return f'"{short}"' + (f" (p. {page})" if page else "")


def _lineage(extraction: Extraction) -> Iterator[str]:
    names = {e.id: shown(e.name) for e in extraction.entities}
    told: list[Statement] = [s for s in extraction.statements if s.predicate in LINEAGE]
    refused = [s for s in extraction.statements if s.predicate is Predicate.DISCLOSURE and s.subject != PAPER]
    if told or refused:
        yield "lineage"
    for s in told:
        relation = s.predicate.value.replace("_", " ")
        yield f"  {names[s.subject]} {relation} {names[s.object]}  {s.confidence:.2f}"
    for s in refused:
        yield f"  {names[s.subject]}: training data not disclosed"
