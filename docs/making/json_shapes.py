"""The fields and types of JSON, out of answers and out of the schemas that the API publishes for them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.web.api.schemas import SCHEMAS

SHAPES: Mapping[str, frozenset[str]] = {
    "hop": frozenset({"statement", "subject", "relation", "object", "evidence"}),
    "path": frozenset({"belief", "only_mentioned", "hops"}),
    "evidence": frozenset({"source", "source_iri", "kind", "confidence", "extractor"}),
    "quote": frozenset({"quote", "section", "start", "end", "extractor", "confidence"}),
    "reference": frozenset({"title", "authors", "year", "venue", "doi", "arxiv", "url"}),
    "node": frozenset({"iri", "kind", "name", "read", "withdrawn"}),
}
"""Objects that stand in many answers, by the fields that tell them."""

_MAPS = frozenset({"checked", "counts", "left_out"})
"""Objects whose fields are no fixed words: a number for each kind that there is."""
_TEXTS = (
    *("arxiv", "beaten_by", "by", "doi", "failures", "file", "kept", "licence", "links", "mended", "note", "notes"),
    *("other_files", "quote", "refused", "replaced", "same_as", "source", "surfaces", "to", "url", "value", "variants"),
)
_OBJECTS = (
    *("beside", "changed", "fetched", "known_from", "part_of", "partly_read", "passed_over", "renamed", "there"),
    *("undisclosed", "unknown", "unread", "unreadable", "violations", "withdrawn"),
)
_NODES = ("papers_added", "papers_removed", "papers_reread")
NOT_IN_EXAMPLES: Mapping[str, str] = {
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(("belief_after", "belief_before", "unread_pages"), "number"),
    **dict.fromkeys(_OBJECTS, "object"),
    **dict.fromkeys(_NODES, "node"),
    **dict.fromkeys(("curated", "gained", "lost"), "evidence"),
    **dict.fromkeys(("conflicts", "cycles"), "list of text"),
    **dict.fromkeys(("one", "path"), "path"),
    **dict.fromkeys(("one.undisclosed", "one.unknown", "other.unknown"), "text"),
    "datasets[].undisclosed": "quote",
}
"""The types of fields that are null or empty in all examples, by their names, or by their paths where they differ."""


def not_in_examples(path: str) -> set[str]:
    """The types that a field has beside those that the examples have."""
    name = path.rsplit(".", 1)[-1]
    found = NOT_IN_EXAMPLES.get(path) or NOT_IN_EXAMPLES.get(name)
    return {found} if found else set()


_NAMES = {str: "text", bool: "true or false", int: "number", float: "number", type(None): "null"}
_OF_SCHEMA = {"string": "text", "boolean": "true or false", "integer": "number", "number": "number", "null": "null"}
_ORDER = ("text", "number", "true or false", "object", "null")

Types = dict[str, set[str]]
"""The types of each field, by its path: ``paths[].hops[]``."""


def types_of(values: Iterable[Any], schema: str | None = None) -> Types:
    """The fields of the answers, and of the schema where there is one, in the order in which they stand."""
    found: Types = {}
    for value in values:
        _observe(value, "", found)
    if schema is not None:
        for path, kinds in _of_schema(SCHEMAS[schema], ""):
            if path in found or "." not in path:
                found.setdefault(path, set()).update(kinds)
    return found


def shapes_in(values: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    """The objects of each shape that stand in the values, however deep."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in SHAPES}

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if (name := shape_of(value)) is not None:
                found[name].append(value)
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    for value in values:
        look(value)
    return found


def shape_of(value: Mapping[str, Any]) -> str | None:
    """The shape that an object has, perhaps with fields beside."""
    return next((name for name, fields in SHAPES.items() if fields <= set(value)), None)


def written(kinds: set[str]) -> str:
    """The types in words."""
    plain = [kind for kind in _ORDER if kind in kinds]
    return " or ".join([*sorted(kinds - set(_ORDER)), *plain])


def _observe(value: Any, path: str, found: Types, *, root: bool = True) -> None:
    if isinstance(value, dict) and (path.rsplit(".", 1)[-1] in _MAPS or path == "results.bindings[]"):
        found.setdefault(path, set()).add("numbers by name" if "bindings" not in path else "terms by variable")
    elif isinstance(value, dict):
        shape = None if root else shape_of(value)
        beside = set(value) - fields_of(shape) if shape else set(value)
        if path:
            found.setdefault(path, set()).add(shape or "object")
        for name in value:
            if name in beside:
                _observe(value[name], f"{path}.{name}" if path else name, found, root=False)
    elif isinstance(value, list):
        found.setdefault(path, set()).add("list")
        for inner in value:
            _observe(inner, f"{path}[]", found, root=False)
    else:
        found.setdefault(path, set()).add(_NAMES[type(value)])


def fields_of(shape: str) -> frozenset[str]:
    """The fields that an object of the shape has or may have; what it has beside is the answer's own."""
    more = {"hop": {"subject_iri", "object_iri", "belief", "background"}, "quote": {"page", "note"}}
    evidence = {"background", "quote", "file", "page", "section", "start", "end", "note", "licence", "work", "record"}
    more["evidence"] = {*evidence, "by", "when"}
    more["reference"] = {"key", "raw"}
    return SHAPES[shape] | more.get(shape, set())


def _of_schema(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, set[str]]]:
    """The fields of a schema with their types; where it refers to another one, that one's are left to it."""
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        yield from _of_schema(SCHEMAS[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part, path)
    kinds = schema.get("type", ())
    plain = {_OF_SCHEMA[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind in _OF_SCHEMA}
    if path and plain:
        yield path, plain
    for name, inner in schema.get("properties", {}).items():
        yield from _of_schema(inner, f"{path}.{name}" if path else name)
    if "items" in schema and "$ref" not in schema["items"]:
        yield from _of_schema(schema["items"], f"{path}[]")
