"""A paper as JATS."""

from tests.forms.paper import Entry, Paper, marked


def as_jats(paper: Paper) -> bytes:
    """A JATS article."""

    def linked(text: str) -> str:
        return marked(paper, text, xref)

    def xref(part: str, entry: Entry) -> str:
        opening = part[0] if part[0] in "([" else ""
        closing = part[-1] if part[-1] == "]" or (part[-1] == ")" and "(" not in part[1:]) else ""
        inside = part[len(opening) : len(part) - len(closing)]
        return f'{opening}<xref ref-type="bibr" rid="B{paper.number(entry)}">{inside}</xref>{closing}'

    def persons(authors: tuple[tuple[str, str], ...]) -> str:
        return "".join(
            f"<name><surname>{last}</surname><given-names>{first}</given-names></name>" for first, last in authors
        )

    rows = ["<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in paper.table[1]]
    label, caption = paper.table[0].split(": ")
    table = (
        f'<table-wrap id="T1"><label>{label}</label><caption><p>{caption}</p></caption><table><thead>{rows[0]}</thead>'
        f"<tbody>{''.join(rows[1:])}</tbody></table></table-wrap>"
    )
    secs = "".join(
        f'<sec id="s{number}"><label>{number}</label><title>{heading}</title>'
        + "".join(f"<p>{linked(p)}</p>" for p in paragraphs)
        + (table if heading == "Experiments" else "")
        + "</sec>"
        for number, heading, paragraphs in paper.sections
    )
    refs = "".join(
        f'<ref id="B{i}"><element-citation publication-type="confproc"><person-group person-group-type="author">'
        f"{persons(e.authors)}</person-group><year>{e.year}</year><article-title>{e.title}</article-title>"
        f"<source>{e.venue}</source></element-citation></ref>"
        for i, e in enumerate(paper.entries, 1)
    )
    contributors = "".join(f'<contrib contrib-type="author">{persons((a,))}</contrib>' for a in paper.authors)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article"><front><article-meta>
<article-id pub-id-type="arxiv">{paper.arxiv}</article-id>
<title-group><article-title>{paper.title}</article-title></title-group><contrib-group>{contributors}</contrib-group>
<pub-date pub-type="epub"><year>{paper.year}</year></pub-date><abstract><p>{paper.abstract}</p></abstract>
</article-meta></front><body>{secs}</body><back><ref-list><title>References</title>{refs}</ref-list></back></article>
""".encode()
