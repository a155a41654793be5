"""Answers that a spreadsheet opens."""

from starlette.responses import Response


def csv_file(name: str, rows: str, *, cut: bool = False) -> Response:
    """The rows as a file of this name; a header says where they are cut."""
    headers = {"content-disposition": f'attachment; filename="kg-{name}.csv"'}
    if cut:
        headers["x-kg-truncated"] = "rows"
    return Response(rows.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)
