"""A paper as S2ORC."""

import json

from tests.forms.paper import CITATION, Paper, parts_of


def as_s2orc(paper: Paper) -> bytes:
    """S2ORC as its release of 2020 has it."""

    def body(section: str, text: str) -> dict[str, object]:
        whole, done = "", 0
        spans = []
        for marker in CITATION.finditer(text):
            whole += text[done : marker.start()]
            done = marker.end()
            for part, entry in parts_of(paper, marker):
                end = len(whole) + len(part)
                if entry:
                    ref = f"BIBREF{paper.number(entry) - 1}"
                    spans.append({"start": len(whole), "end": end, "text": part, "ref_id": ref})
                whole += part
        return {"text": whole + text[done:], "cite_spans": spans, "ref_spans": [], "section": section}

    def person(first: str, last: str) -> dict[str, object]:
        return {"first": first, "middle": [], "last": last, "suffix": ""}

    label, caption = paper.table[0].split(": ")
    html = (
        "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in paper.table[1]) + "</table>"
    )
    record = {
        "paper_id": paper.arxiv,
        "metadata": {
            "title": paper.title,
            "authors": [person(*a) for a in paper.authors],
            "year": str(paper.year),
            "arxiv_id": paper.arxiv,
            "doi": None,
        },
        "abstract": [{"text": paper.abstract, "cite_spans": [], "ref_spans": [], "section": "Abstract"}],
        "body_text": [
            body(f"{number} {heading}", text) for number, heading, paragraphs in paper.sections for text in paragraphs
        ],
        "bib_entries": {
            f"BIBREF{i}": {
                "ref_id": f"b{i}",
                "title": e.title,
                "authors": [person(*a) for a in e.authors],
                "year": e.year,
                "venue": e.venue,
                "other_ids": {},
            }
            for i, e in enumerate(paper.entries)
        },
        "ref_entries": {
            "TABREF0": {"text": f"{label}: {caption}", "type": "table", "content": html, "html": html, "num": "1"}
        },
        "back_matter": [],
    }
    return json.dumps(record).encode()
