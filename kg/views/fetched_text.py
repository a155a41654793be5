"""What was fetched, as a table for people and as plain values for programs."""

from typing import Any

from kg.fetching.fetch import FetchReport
from kg.fetching.manifest import FetchedFile
from kg.views.shown import shown

_MIB = 2**20


def fetched_text(report: FetchReport) -> str:
    """How many papers were fetched, lay there already and failed; each with its file, or the reason. Ends so."""
    lines = [f"fetched  {len(report.fetched)}"]
    lines += [f"  {shown(f.id)}: {shown(f.file)}, {_size(f.bytes)}" for f in report.fetched]
    lines += [f"there already  {len(report.there)}"]
    lines += [f"  {shown(f.id)}: {shown(f.file)}" for f in report.there]
    lines += [f"failed   {len(report.failed)}"]
    lines += [f"  {shown(f.id)}: {f.code.value}: {shown(f.reason)}" for f in report.failed]
    return "\n".join(lines) + "\n"


def _size(count: int) -> str:
    return f"{count / _MIB:.1f} MiB" if count >= _MIB / 10 else f"{count / 1024:.1f} KiB"


def fetched_json(report: FetchReport) -> dict[str, Any]:
    """The same as plain values: ``{"fetched": [file], "there": [file], "failed": [{"id", "code", "reason"}]}``."""
    return {
        "fetched": [_file(f) for f in report.fetched],
        "there": [_file(f) for f in report.there],
        "failed": [{"id": f.id, "code": f.code.value, "reason": f.reason} for f in report.failed],
    }


def _file(file: FetchedFile) -> dict[str, Any]:
    return {
        "id": file.id,
        "asked": file.asked,
        "file": file.file,
        "url": file.url or None,
        "sha256": file.sha256,
        "bytes": file.bytes,
    }
