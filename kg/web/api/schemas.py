"""The JSON schemas of what the API answers."""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_MAYBE_NUMBER: Schema = {"type": ["integer", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"type": "boolean"}
_BELIEF: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def ref(name: str) -> Schema:
    """What stands for a schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": sorted(set(properties) - set(optional))}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _page_of(items: Schema) -> Schema:
    return _object(items=_list(items), page=_COUNT, pages=_COUNT, total=_COUNT)


_KIND: Schema = {"type": "string", "enum": ["paper", "dataset", "model"]}
_SAID = _object(subject=_TEXT, relation=_TEXT, object=_TEXT)
_ENTRY = _object(iri=_TEXT, kind=_KIND, name=_TEXT, read=_FLAG, used=_COUNT, url=_TEXT)
_EVIDENCE = _object(
    ("quote", "page", "section", "file", "start", "end", "licence", "work", "note", "record", "by", "when"),
    source=_TEXT,
    source_iri=_TEXT,
    kind={"type": "string", "enum": ["read", "background", "imported", "curated"]},
    background=_FLAG,
    confidence=_BELIEF,
    extractor=_TEXT,
    quote=_MAYBE_TEXT,
    page=_MAYBE_NUMBER,
    section=_MAYBE_TEXT,
    file=_MAYBE_TEXT,
    start=_MAYBE_NUMBER,
    end=_MAYBE_NUMBER,
    licence=_MAYBE_TEXT,
    work=_MAYBE_TEXT,
    note=_MAYBE_TEXT,
    record=_MAYBE_TEXT,
    by=_MAYBE_TEXT,
    when=_MAYBE_TEXT,
)
_HOP = _object(
    subject=_TEXT,
    subject_iri=_TEXT,
    relation=_TEXT,
    object=_TEXT,
    object_iri=_TEXT,
    belief=_BELIEF,
    background=_FLAG,
    evidence=_list(ref("Evidence")),
)
_SOURCE = _object(
    ("code", "reason"),
    kind={"type": "string", "enum": ["read", "background", "imported"]},
    name=_TEXT,
    form=_MAYBE_TEXT,
    sha256=_MAYBE_TEXT,
    licence=_MAYBE_TEXT,
    datasets=_COUNT,
    models=_COUNT,
    references=_COUNT,
    statements=_COUNT,
    failures=_list(_TEXT),
)

_DECISION = _object(
    id=_TEXT,
    when=_MAYBE_TEXT,
    who=_MAYBE_TEXT,
    decision=_TEXT,
    subject=_MAYBE_TEXT,
    predicate=_MAYBE_TEXT,
    object=_MAYBE_TEXT,
    value=_MAYBE_TEXT,
    quote=_MAYBE_TEXT,
    source=_MAYBE_TEXT,
    why=_MAYBE_TEXT,
)

SCHEMAS: Mapping[str, Schema] = {
    "Error": _object(error=_TEXT, nearest=_list(_TEXT)),
    "Evidence": _EVIDENCE,
    "Node": _object(
        iri=_TEXT,
        kind=_KIND,
        name=_TEXT,
        read=_FLAG,
        withdrawn=_or_null(_object(date=_MAYBE_TEXT, evidence=_list({"type": "object"}))),
    ),
    "Hop": _HOP,
    "Path": _object(belief=_BELIEF, only_mentioned=_FLAG, hops=_list(ref("Hop"))),
    "Introduction": _object(
        citation=_TEXT, iri=_TEXT, read=_FLAG, belief=_BELIEF, background=_FLAG, evidence=_list(ref("Evidence"))
    ),
    "Entry": _ENTRY,
    "Status": _object(
        papers_read=_COUNT,
        works_not_read=_COUNT,
        datasets=_COUNT,
        models=_COUNT,
        files_failed=_COUNT,
        newer_on_disk=_FLAG,
    ),
    "Hits": _object(
        query=_TEXT, hits=_list({"allOf": [ref("Entry"), _object(found_by=_TEXT, score={"type": "number"})]})
    ),
    "Entries": _page_of(ref("Entry")),
    "Sources": _object(sources=_list(_SOURCE)),
    "Failures": _page_of(_object(name=_TEXT, sha256=_TEXT, code=_TEXT, reason=_TEXT)),
    "Queries": _object(queries=_list(_object(name=_TEXT, question=_TEXT, parameters=_list(_TEXT), text=_TEXT))),
    "Prefixes": {"type": "object", "additionalProperties": _TEXT},
    "Paper": {
        "allOf": [
            ref("Node"),
            {
                "anyOf": [
                    _object(citation=_MAYBE_TEXT, cited_by=_list(ref("Node")), introduces=_list(ref("Node"))),
                    _object(
                        citation=_MAYBE_TEXT,
                        report={"type": "object"},
                        sections=_list(
                            _object(
                                heading=_TEXT,
                                kind=_TEXT,
                                level=_COUNT,
                                searched=_FLAG,
                                places=_list(_object(quote=_TEXT, said=_list(_SAID))),
                            )
                        ),
                        references=_list(_object(number=_COUNT, key=_TEXT, raw=_TEXT, introduces=_list(_TEXT))),
                    ),
                ]
            },
        ]
    },
    "Thing": {
        "allOf": [
            ref("Node"),
            _object(
                aliases=_list(_TEXT),
                paper=_or_null(ref("Node")),
                introduced_by=_list(ref("Introduction")),
                used_by=_list(_object(paper=ref("Node"), roles=_list(_object(role=_TEXT, belief=_BELIEF)))),
                part_of=_list({"type": "object"}),
                related=_list(_object(relation=_TEXT, backwards=_FLAG, thing=ref("Node"), belief=_BELIEF)),
                undisclosed=_list(ref("Evidence")),
                own_runs=_COUNT,
            ),
        ]
    },
    "Impact": _object(
        name=_TEXT,
        things=_list(ref("Node")),
        dependents=_list({"allOf": [ref("Node"), _object(paths=_list(ref("Path")), other_paths=_COUNT)]}),
        evaluating=_list({"allOf": [ref("Node"), _object(statements=_list(ref("Hop")))]}),
        evaluating_left_out=_COUNT,
        cycles=_list(_list(_TEXT)),
        truncated=_FLAG,
    ),
    "Leaks": _object(
        name=_TEXT,
        start=_list(ref("Node")),
        evaluations=_list(
            _object(
                verdict=_TEXT,
                subject=ref("Node"),
                dataset=ref("Node"),
                belief=_BELIEF,
                statements=_list(ref("Hop")),
                findings=_list(_object(closeness=_TEXT, belief=_BELIEF, path=ref("Path"))),
            )
        ),
        counts={"type": "object", "additionalProperties": _COUNT},
        truncated=_FLAG,
        next=_MAYBE_NUMBER,
    ),
    "Licences": _object(
        name=_TEXT,
        depth=_COUNT,
        start=_list(ref("Node")),
        licensed=_list({"allOf": [ref("Node"), _object(classes=_list(_TEXT), licences=_list({"type": "object"}))]}),
        undisclosed=_list(_TEXT),
        unknown=_list(_TEXT),
        truncated=_FLAG,
    ),
    "Overlap": _object(
        depth=_COUNT,
        same=_FLAG,
        one={"type": "object"},
        other={"type": "object"},
        datasets=_list({"allOf": [ref("Node"), _object(belief=_BELIEF)]}),
        models=_list({"allOf": [ref("Node"), _object(belief=_BELIEF)]}),
    ),
    "Withdrawal": {
        "allOf": [
            ref("Impact"),
            _object(
                date=_TEXT,
                undisclosed=_list({"allOf": [ref("Node"), _object(evidence=_list(ref("Evidence")))]}),
                not_known=_list({"allOf": [ref("Node"), _object(paths=_list(ref("Path")))]}),
                not_known_truncated=_FLAG,
            ),
        ]
    },
    "Frontier": _object(
        works=_list(_object(rank=_COUNT, iri=_TEXT, title=_TEXT, cited_by=_COUNT, answers=_COUNT)),
        candidates=_COUNT,
        weighed=_COUNT,
        truncated=_FLAG,
    ),
    "Conflicts": _object(
        conflicts=_list(
            _object(kind=_TEXT, about=_list({"type": "object"}), claims=_list(_object(relation=_TEXT, subject=_TEXT)))
        ),
        left_out={"type": "object", "additionalProperties": _COUNT},
    ),
    "Text": _object(
        sha256=_TEXT,
        file=_TEXT,
        title=_MAYBE_TEXT,
        paper=_MAYBE_TEXT,
        sections=_list(
            _object(
                heading=_TEXT,
                kind=_TEXT,
                level=_COUNT,
                blocks=_list(
                    _object(
                        kind=_TEXT,
                        page=_MAYBE_NUMBER,
                        start=_COUNT,
                        text=_TEXT,
                        names=_list(_object(start=_COUNT, end=_COUNT, id=_TEXT, iri=_TEXT, kind=_TEXT, role=_TEXT)),
                        quotes=_list(_object(start=_COUNT, end=_COUNT)),
                    )
                ),
            )
        ),
    ),
    "Review": _object(
        statements=_list(
            _object(
                statement=_TEXT,
                subject=_TEXT,
                subject_iri=_TEXT,
                relation=_TEXT,
                object=_TEXT,
                object_iri=_TEXT,
                belief=_BELIEF,
                evidence=_list(ref("Evidence")),
            )
        ),
        decisions=_list({"allOf": [_DECISION, _object(fate=_TEXT, by=_MAYBE_TEXT)]}),
        conflicts=_list(_list(_TEXT)),
        unreadable=_list(_object(line=_COUNT, reason=_TEXT)),
    ),
    "Decided": _object(
        decided=_list(
            {
                "allOf": [
                    _DECISION,
                    _object(
                        in_effect=_FLAG,
                        beaten_by=_MAYBE_TEXT,
                        build_again=_FLAG,
                        beside=_list(_object(statement=_TEXT, subject=_TEXT, relation=_TEXT, object=_TEXT)),
                    ),
                ]
            }
        )
    ),
    "Picture": _object(
        title=_TEXT,
        nodes=_list(
            _object(
                ("title", "aliases", "citation", "year", "undisclosed", "silent", "withdrawn"),
                iri=_TEXT,
                kind={"type": "string", "enum": ["paper", "dataset", "model", "reference"]},
                name=_TEXT,
                title=_TEXT,
                aliases=_list(_TEXT),
                citation=_TEXT,
                year=_COUNT,
                undisclosed=_list(_COUNT),
                silent=_FLAG,
                withdrawn=_object(("date",), date=_TEXT, said=_TEXT),
                address=_TEXT,
                lineage=_TEXT,
            )
        ),
        links=_list(
            _object(
                ("more",),
                source=_COUNT,
                target=_COUNT,
                relation=_TEXT,
                belief=_BELIEF,
                sources=_list(_TEXT),
                more=_COUNT,
            )
        ),
        evidence=_list(ref("PictureQuote")),
        relations=_list({"type": "object"}),
        sources=_list(_object(id=_TEXT, words=_TEXT)),
        classes={"type": "object", "additionalProperties": _TEXT},
        starts=_list(_COUNT),
        truncated=_FLAG,
    ),
    "PictureEvidence": _object(evidence=_list(ref("PictureQuote"))),
    "PictureQuote": _object(
        ("quote", "note", "by", "node", "label", "page", "section", "file", "licence", "record"),
        source=_TEXT,
        quote=_TEXT,
        note=_TEXT,
        confidence=_BELIEF,
        by=_TEXT,
        node=_COUNT,
        label=_TEXT,
        page=_COUNT,
        section=_TEXT,
        file=_TEXT,
        licence=_TEXT,
        record=_TEXT,
    ),
    "Resource": _object(iri=_TEXT, properties=_list(_object(property=_TEXT, value=_TEXT))),
    "Trace": _object(
        name=_TEXT,
        to=_MAYBE_TEXT,
        depth=_COUNT,
        start=_list(ref("Node")),
        paths=_list(ref("Path")),
        datasets=_list(_object(name=_TEXT, iri=_TEXT, belief=_BELIEF)),
        evaluated_on=_list(_object(name=_TEXT, iri=_TEXT, hops=_list(ref("Hop")))),
        undisclosed=_list(_object(name=_TEXT, iri=_TEXT, evidence=_list(ref("Evidence")))),
        unknown=_list(_object(name=_TEXT, iri=_TEXT)),
        cycles=_list(_list(_TEXT)),
        weaker=_COUNT,
        truncated=_FLAG,
        summary=_object(datasets=_COUNT, works=_COUNT, directly=_COUNT, indirectly=_COUNT),
    ),
}
"""By name; what the commands print with ``--json`` has the same form, which docs/json.md describes field by field."""
