"""What a request asks for in its query: values checked and bounded."""

from starlette.requests import Request

from kg.web.failing import BadRequestError

_LONGEST = 4_000
_DIGITS = 9


def text(request: Request, name: str, default: str = "") -> str:
    """A text, without blanks around it.

    Raises:
        BadRequestError: it is too long.
    """
    value = request.query_params.get(name, default).strip()
    if len(value) > _LONGEST:
        raise BadRequestError(f"{name} is too long")
    return value


def texts(request: Request, name: str) -> list[str]:
    """All texts that are given under the name.

    Raises:
        BadRequestError: they are too long.
    """
    values = [value.strip() for value in request.query_params.getlist(name)]
    if sum(map(len, values)) > _LONGEST:
        raise BadRequestError(f"{name} is too long")
    return values


def number(request: Request, name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between bounds.

    Raises:
        BadRequestError: it is none, or beyond them.
    """
    value = text(request, name)
    if not value:
        return default
    whole = value.isascii() and value.isdecimal() and len(value) <= _DIGITS
    if not whole or not least <= int(value) <= most:
        raise BadRequestError(f"{name}={value[:20]}: give a whole number from {least} to {most}")
    return int(value)


def fraction(request: Request, name: str, default: float = 0.0) -> float:
    """A number from 0 to 1.

    Raises:
        BadRequestError: it is none.
    """
    value = text(request, name)
    try:
        found = float(value) if value else default
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise BadRequestError(f"{name}={value[:20]}: give a number from 0 to 1")
    return found


def choice(request: Request, name: str, choices: tuple[str, ...], default: str | None = None) -> str | None:
    """One of the words, the default where nothing is given.

    Raises:
        BadRequestError: it is none of them.
    """
    value = text(request, name)
    if value and value not in choices:
        raise BadRequestError(f"{name}={value[:20]}: give one of {', '.join(choices)}")
    return value or default


def flag(request: Request, name: str) -> bool:
    """Whether something is switched on."""
    return text(request, name).lower() in {"1", "on", "true", "yes"}
