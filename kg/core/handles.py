"""Handles: how a log that people read names things and papers, the same in every graph.

A dataset or model goes by its id or by its name (``dataset:c4-1a2b3c4d``, ``dataset:Common Crawl``). A paper's IRI may
change when more becomes known of it, so it goes by what it is known by: ``arxiv:…``, ``doi:…``, ``title:`` with folded
title and surname of the first author, or ``work:`` with a hash.
"""

import re

from kg.core.entity import EntityKind
from kg.core.errors import NotAnIdError
from kg.core.names import fold

_THING = re.compile(r"(dataset|model):(.+)", re.DOTALL)
_DERIVED = re.compile(r"(?:[^\W_]|\+)+-(?:[0-9a-f]{8}|[0-9a-f]{10})")
_PAPER = re.compile(r"(?:arxiv|doi|work):\S+|title:[^\s|]+\|\S*")


def is_paper(handle: str) -> bool:
    """Whether the handle names a paper.

    >>> is_paper("arxiv:2302.13971"), is_paper("title:somelongtitle|fenn"), is_paper("dataset:c4")
    (True, True, False)
    """
    return _PAPER.fullmatch(handle) is not None


def is_thing(handle: str) -> bool:
    """Whether the handle names a dataset or model."""
    try:
        return bool(entity_id_of(handle))
    except NotAnIdError:
        return False


def entity_id_of(handle: str) -> str:
    """The id that the handle is, or that its name after the kind folds to.

    >>> entity_id_of("dataset:PASCAL VOC 2007"), entity_id_of("dataset:c4-1a2b3c4d")
    ('dataset:pascalvoc2007', 'dataset:c4-1a2b3c4d')

    Raises:
        NotAnIdError: it is none.
    """
    found = _THING.fullmatch(handle.strip())
    if not found:
        raise NotAnIdError(handle)
    kind, name = found.groups()
    name = name if _DERIVED.fullmatch(name) else fold(name)
    if not name:
        raise NotAnIdError(handle)
    return f"{kind}:{name}"


def kind_of(handle: str) -> EntityKind:
    """The kind of thing that the handle names.

    Raises:
        NotAnIdError: it names none.
    """
    return EntityKind(entity_id_of(handle).partition(":")[0])


def name_in(handle: str) -> str:
    """The name behind the kind, as it is written.

    >>> name_in("dataset: Lake Hum")
    'Lake Hum'
    """
    return handle.partition(":")[2].strip()


def thing_handle(identifier: str, name: str) -> str:
    """The handle of a thing: by its name where that alone leads to the id, else the id.

    >>> thing_handle("dataset:lakehum", "Lake Hum"), thing_handle("dataset:c4-1a2b3c4d", "C4")
    ('dataset:Lake Hum', 'dataset:c4-1a2b3c4d')
    """
    named = f"{identifier.partition(':')[0]}:{' '.join(name.split())}"
    return named if is_thing(named) and entity_id_of(named) == identifier else identifier
