"""Forms that a browser posts, read without a parser of uploads."""

from urllib.parse import parse_qs

from starlette.requests import Request

from kg.web.failing import BadRequestError

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100


async def form(request: Request) -> dict[str, str]:
    """The fields of the form, the first of each name.

    Raises:
        BadRequestError: it is none, or not in UTF-8.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise BadRequestError(f"post {FORM}")
    fields = parsed(await request.body())
    return {name: values[0] for name, values in fields.items()}


def parsed(data: bytes) -> dict[str, list[str]]:
    """The fields of an encoded form or query, in order, those that are empty among them.

    Raises:
        BadRequestError: there are too many, or they are not in UTF-8.
    """
    try:
        return parse_qs(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise BadRequestError("the form cannot be read; write it percent-encoded in UTF-8") from None
