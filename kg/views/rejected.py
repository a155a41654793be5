"""Rejected pairs as text for people and as values for programs."""

from typing import Any

from kg.core.rejections import Rejection, Rejections
from kg.views.shown import shown, wrapped


def rejection_text(pair: Rejection) -> str:
    """The pair on one line, with who rejected it and why."""
    said = "".join((f", {shown(pair.by)}" if pair.by else "", f": {shown(pair.why)}" if pair.why else ""))
    return f"{shown(pair.one)} is not {shown(pair.other)}{said}"


def rejections_text(rejected: Rejections) -> str:
    """All rejected pairs, one after the other."""
    lines = [line for pair in rejected.pairs for line in wrapped(rejection_text(pair))]
    return "\n".join(lines or ["no pair is rejected"]) + "\n"


def rejections_json(rejected: Rejections) -> list[dict[str, Any]]:
    """All rejected pairs as plain values."""
    return [{"one": p.one, "other": p.other, "by": p.by or None, "why": p.why or None} for p in rejected.pairs]
