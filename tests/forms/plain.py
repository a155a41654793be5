"""A paper as plain text and as Markdown."""

from tests.forms.paper import Paper, printed


def as_text(paper: Paper) -> bytes:
    """Plain text, each paragraph on a line."""
    blocks = [
        f"arXiv:{paper.arxiv}v1",
        paper.title,
        ", ".join(" ".join(a) for a in paper.authors),
        "Abstract",
        paper.abstract,
    ]
    for number, heading, paragraphs in paper.sections:
        blocks += [f"{number} {heading}", *(printed(paper, p) for p in paragraphs)]
        if heading == "Experiments":
            blocks += [paper.table[0], "\n".join("\t".join(row) for row in paper.table[1])]
    return "\n\n".join([*blocks, "References", *(paper.raw(e) for e in paper.entries)]).encode()


def as_markdown(paper: Paper) -> bytes:
    """Markdown with a pipe table."""
    blocks = [
        f"# {paper.title}",
        ", ".join(" ".join(a) for a in paper.authors),
        f"arXiv:{paper.arxiv}",
        "## Abstract",
        paper.abstract,
    ]
    for number, heading, paragraphs in paper.sections:
        blocks += [f"## {number} {heading}", *(printed(paper, p) for p in paragraphs)]
        if heading == "Experiments":
            rows = [f"| {' | '.join(row)} |" for row in paper.table[1]]
            rows.insert(1, "|" + " --- |" * len(paper.table[1][0]))
            blocks += [paper.table[0], "\n".join(rows)]
    bullet = "" if paper.numbered else "- "
    return "\n\n".join([*blocks, "## References", *(bullet + paper.raw(e) for e in paper.entries)]).encode()
