"""The shape of what is known before any paper is read."""

from dataclasses import dataclass

from kg.core.entity import EntityKind, entity_id
from kg.core.statement import BackgroundEvidence


@dataclass(frozen=True, slots=True)
class Work:
    """A publication as a collection cites it."""

    title: str | None
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class KnownLicence:
    """A licence of a thing as collections print it, with those that say so."""

    name: str
    evidence: tuple[BackgroundEvidence, ...]


@dataclass(frozen=True, slots=True)
class KnownWithdrawal:
    """That its makers or hosts took a thing back.

    date is ISO 8601 as exactly as it is known ("2019", "2023-07", "2020-06-29"), None where it is not. The evidence has
    the address of the report as its work and the reason as its note.
    """

    date: str | None
    evidence: tuple[BackgroundEvidence, ...]


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A dataset or model of the registry.

    id is ``entity_id(kind, name)`` where the bare name means this thing, else made from the introducing work as well
    (``bare`` tells which); aliases do not repeat the name.
    ambiguous names are English words or names of several things: they need a second sign in the text.
    sought says that name and aliases are looked for in texts; what is not sought, and the names in lookup, serve to
    look things up by name.
    licence is as the best source prints it, an SPDX identifier where it is one; licences are those of all collections
    by name, which may contradict each other. undisclosed says that the makers of a model have not disclosed
    its training data, withdrawn that it was taken back.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False
    introduced_by: Work | None = None
    homepage: str | None = None
    licence: str | None = None
    undisclosed: bool = False
    source: str = ""
    source_licence: str = ""
    sought: bool = True
    lookup: tuple[str, ...] = ()
    licences: tuple[KnownLicence, ...] = ()
    withdrawn: KnownWithdrawal | None = None

    @property
    def bare(self) -> bool:
        """Whether the bare name means this thing and no other."""
        return self.id == entity_id(self.kind, self.name)
