"""What people decided of a graph, as the log beside its store has it."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.identity import Identity
from kg.store.paper_handles import paper_of

if TYPE_CHECKING:
    from kg.core.curation import Curation
    from kg.core.decisions import Decision
    from kg.store.curation_log import UnreadableLine


class Decided:
    """The decisions of the log, and what they come to; none before it is read."""

    def __init__(self) -> None:
        self.decisions: tuple[Decision, ...] = ()
        self.unreadable: tuple[UnreadableLine, ...] = ()
        self._folded: tuple[dict[str, str], Curation] | None = None

    def read(self, folder: Path) -> None:
        """Read the log anew.

        Raises:
            UnreadableLogError: it cannot be read as text.
        """
        from kg.core.curation import Curation, curation_of  # noqa: PLC0415 - questions do without
        from kg.core.handles import is_paper  # noqa: PLC0415
        from kg.store.curation_log import read_log  # noqa: PLC0415

        log = read_log(folder)
        self.decisions, self.unreadable = log.decisions, log.unreadable
        papers = {h: "" for d in self.decisions for h in (d.subject, d.object, d.source) if is_paper(h)}
        self._folded = papers, Curation() if papers else curation_of(self.decisions, str)

    def curation(self, identity: Identity) -> "Curation":
        """What the decisions come to where works have this identity."""
        from kg.core.curation import Curation, curation_of  # noqa: PLC0415

        resolved, curation = self._folded or ({}, Curation())
        papers = {handle: paper_of(handle, identity) for handle in resolved}
        if papers != resolved:
            curation = curation_of(self.decisions, papers.__getitem__)
            self._folded = papers, curation  # until a paper among them gets another IRI
        return curation
