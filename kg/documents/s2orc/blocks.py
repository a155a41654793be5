"""S2ORC as paragraphs, each with the spans of its markers: the release of 2020, CORD-19, and what doc2json writes."""

from dataclasses import dataclass, field

from kg.core.document import BlockKind
from kg.documents.captions import may_be_caption
from kg.documents.heading_words import heading_number
from kg.documents.html_tables import rows_of_html
from kg.documents.marked_up.prose import Prose
from kg.documents.s2orc.values import mapping, mappings, place, sequence, words

_PARTS = ":::"
"""What parts a heading from those it stands below, in some releases."""


@dataclass(slots=True)
class BlockWriter:
    """Writes paragraphs under their headings. floats are the figures, tables and footnotes by their names."""

    prose: Prose
    floats: dict[str, dict[str, object]]
    _written: set[str] = field(default_factory=set)
    _heading: str = ""

    def paragraphs(self, value: object) -> None:
        """Write a list of paragraphs; a heading is written where it is another than the paragraph's before."""
        for block in mappings(value):
            heading, level = _heading(block)
            if heading and heading != self._heading:
                self.prose.end()
                self.prose.writer.heading(heading, level)
                self._heading = heading
            self._paragraph(block)
            self.prose.end()

    def abstract(self, value: object) -> None:
        """Write the abstract, given as paragraphs or as one text."""
        blocks = mappings(value) or ([{"text": value}] if isinstance(value, str) else [])
        if not any(words(b.get("text")) for b in blocks):
            return
        self.prose.writer.heading("Abstract", 1)
        self._heading = "Abstract"
        for block in blocks:
            self._paragraph(block)
            self.prose.end()

    def rest(self) -> None:
        """Write the figures and tables that no paragraph refers to."""
        for name in self.floats:
            self._float(name)

    def _paragraph(self, block: dict[str, object]) -> None:
        text = block.get("text")
        if not isinstance(text, str):
            return
        done = 0
        for start, end, name in _spans(block, len(text)):
            if start < done:
                continue
            self.prose.say(text[done:start])
            if name in self.floats:
                self.prose.say(text[start:end])
                self.prose.wait(lambda name=name: self._float(name))  # type: ignore[misc]
            else:
                self.prose.cite(text[start:end], [name])
            done = end
        self.prose.say(text[done:])

    def _float(self, name: str) -> None:
        entry = self.floats[name]
        kind = words(entry.get("type_str")) or words(entry.get("type"))
        if name in self._written or kind in ("section", "equation", "formula"):
            return
        self._written.add(name)
        caption = words(entry.get("text")) or words(entry.get("caption"))
        if kind == "footnote":
            self.prose.say(caption)
            self.prose.writer.close(BlockKind.FOOTNOTE)
            return
        number = words(entry.get("fig_num")) or words(entry.get("num"))
        if caption and number and not may_be_caption(caption):
            caption = f"{'Table' if kind.startswith('tab') else 'Figure'} {number}: {caption}"
        self.prose.say(caption)
        self.prose.writer.close(BlockKind.CAPTION)
        source = next((s for k in ("html", "content") if isinstance(s := entry.get(k), str) and "<t" in s), "")
        if source:
            self.prose.table(rows_of_html(source), self.prose.say)


def floats_of(parse: dict[str, object]) -> dict[str, dict[str, object]]:
    """The figures, tables and footnotes by the names that paragraphs call them by."""
    return {name: mapping(entry) for name, entry in mapping(parse.get("ref_entries")).items()}


def markers_in(parse: dict[str, object]) -> list[tuple[str, str]]:
    """Each marker of the body with the name of the entry that it is tied to."""
    found: list[tuple[str, str]] = []
    for block in [b for part in ("abstract", "body_text", "back_matter") for b in mappings(parse.get(part))]:
        text = block.get("text")
        if isinstance(text, str):
            cited = _spans({"cite_spans": block.get("cite_spans")}, len(text))
            found += [(text[start:end], name) for start, end, name in cited if name]
    return found


def _spans(block: dict[str, object], length: int) -> list[tuple[int, int, str]]:
    """The places in a paragraph that refer to an entry, a figure or a table, in order."""
    spans = [*sequence(block.get("cite_spans")), *sequence(block.get("ref_spans"))]
    found = []
    for span in map(mapping, spans):
        start, end = place(span.get("start")), place(span.get("end"))
        if 0 <= start < end <= length:
            found.append((start, end, words(span.get("ref_id"))))
    return sorted(found)


def _heading(block: dict[str, object]) -> tuple[str, int]:
    """The heading of a paragraph with its number, and its level."""
    section = block.get("section")
    if isinstance(section, list):  # number and words, or one such pair for each level
        last = section[-1] if section else ""
        section = " ".join(map(words, last)) if isinstance(last, list) else words(last)
    parts = [p for p in (part.strip() for part in str(section or "").split(_PARTS)) if p]
    heading = " ".join(parts[-1].split()) if parts else ""
    number = words(block.get("sec_num"))
    if heading and number and not heading.startswith(number):
        heading = f"{number} {heading}"
    counted = (heading_number(heading) or number).rstrip(".").count(".") + 1
    return heading, max(counted, len(parts))
