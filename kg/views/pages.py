"""HTML pages that stand alone: templates filled, and a policy that lets nothing else in."""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from kg.store import vocabulary as v

_CLOSING = re.compile(r"</(script|style)|<!--", re.IGNORECASE)


def asset(name: str) -> str:
    """The text of a file that ships in ``kg/views/assets``."""
    return files("kg.views").joinpath("assets", name).read_text("utf-8")


def inline(text: str) -> Markup:
    """A script or style sheet of our own, fit to stand between its tags as it is.

    Raises:
        ValueError: it holds what would end or hide its element.
    """
    if found := _CLOSING.search(text):
        raise ValueError(f"{found.group()!r} cannot stand in an inline script or style sheet")
    return Markup(text)  # noqa: S704 - only files of our own come here, never text out of papers


def digest(text: str) -> str:
    """The hash by which a Content-Security-Policy knows an inline script or style sheet."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def policy(*, scripts: Sequence[str] = (), styles: Sequence[str] = ()) -> str:
    """A Content-Security-Policy under which just these inline texts run and nothing is fetched from anywhere."""
    allowed_scripts = " ".join(f"'{digest(s)}'" for s in scripts) or "'none'"
    allowed_styles = " ".join(f"'{digest(s)}'" for s in styles) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed_scripts}; style-src {allowed_styles}; "
        "base-uri 'none'; form-action 'none'; img-src data:"
    )


def render(template: str, values: Mapping[str, Any]) -> str:
    """The template of this name in ``assets`` with the values put in, escaped. Ends with a line feed."""
    return _environment().get_template(template).render(**values).rstrip("\n") + "\n"


def outward(address: str) -> str | None:
    """An address out of a paper fit to be linked to, None for anything but plain http and https.

    Names that kg gives to things itself lead nowhere.

    >>> outward("https://example.org/a"), outward("javascript:alert(1)"), outward("https://a b")
    ('https://example.org/a', None, None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    plain = not address.startswith(v.ID) and address.isascii() and address.isprintable() and " " not in address
    return address if plain and parts.scheme in {"http", "https"} and parts.hostname else None


def linked(text: str, addresses: Sequence[str]) -> list[tuple[str, str | None]]:
    """The text in pieces, each with the address that it links to: the given ones where they stand in it and are fit.

    >>> linked("gone (https://e.org/a, so E)", ["https://e.org/a", "javascript:x"])
    [('gone (', None), ('https://e.org/a', 'https://e.org/a'), (', so E)', None)]
    """
    fit = sorted({a for a in addresses if outward(a)}, key=len, reverse=True)
    if not fit:
        return [(text, None)]
    pieces = re.split(f"({'|'.join(map(re.escape, fit))})", text)
    return [(piece, piece if piece in fit else None) for piece in pieces if piece]


def document_page(title: str, blocks: list[dict[str, Any]]) -> str:
    """A page of headings, paragraphs and lists without any script."""
    style = asset("document.css")
    values = {"title": title, "blocks": blocks, "style": inline(style), "policy": policy(styles=[style])}
    return render("document.html.j2", values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(asset),
        autoescape=select_autoescape(default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
