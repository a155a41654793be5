"""What a doctor found in a graph, as text and as JSON."""

from typing import Any

from kg.doctor.findings import Examination
from kg.views.shown import plural, shown


def health_text(found: Examination) -> str:
    """A line for what was mended, one for each fault, and what was looked at."""
    lines = [f"mended   {shown(text)}" for text in found.mended]
    for finding in found.findings:
        where = f"{shown(finding.where)}: " if finding.where else ""
        lines.append(f"{finding.kind.value}   {where}{shown(finding.what)}")
    if any(finding.mendable for finding in found.findings):
        lines.append("kg doctor --fix mends what can be mended; kg backup keeps what is there before")
    looked = f"{plural(found.sources, 'file')}, {plural(found.triples, 'triple')}"
    lines.append(f"{looked}: " + (plural(len(found.findings), "fault") if found.findings else "all is well"))
    return "\n".join(lines) + "\n"


def health_json(found: Examination) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "well": found.well,
        "files": found.sources,
        "triples": found.triples,
        "findings": [
            {"kind": f.kind.value, "where": f.where, "what": f.what, "mendable": f.mendable} for f in found.findings
        ],
        "mended": list(found.mended),
    }
