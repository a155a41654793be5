"""A paper as TEI."""

from html import escape

from tests.forms.paper import Paper, marked


def as_tei(paper: Paper) -> bytes:
    """TEI as GROBID writes it."""

    def linked(text: str) -> str:
        return marked(paper, text, lambda part, e: f'<ref type="bibr" target="#b{paper.number(e) - 1}">{part}</ref>')

    def persons(authors: tuple[tuple[str, str], ...]) -> str:
        return "".join(
            f'<author><persName><forename type="first">{first}</forename><surname>{last}</surname></persName></author>'
            for first, last in authors
        )

    divs = []
    for number, heading, paragraphs in paper.sections:
        divs.append(
            f'<div><head n="{number}">{heading}</head>' + "".join(f"<p>{linked(p)}</p>" for p in paragraphs) + "</div>"
        )
    rows = "".join("<row>" + "".join(f"<cell>{escape(c)}</cell>" for c in row) + "</row>" for row in paper.table[1])
    label, caption = paper.table[0].split(": ")
    table = (
        f'<figure type="table" xml:id="tab_0"><head>{label}:</head><label>1</label><figDesc>{caption}</figDesc>'
        f"<table>{rows}</table></figure>"
    )
    entries = "".join(
        f'<biblStruct xml:id="b{i}"><analytic><title level="a" type="main">{e.title}</title>{persons(e.authors)}'
        f'</analytic><monogr><title level="m">{e.venue}</title><imprint><date type="published" when="{e.year}">{e.year}'
        f'</date></imprint></monogr><note type="raw_reference">{e.raw}</note></biblStruct>'
        for i, e in enumerate(paper.entries)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader xml:lang="en"><fileDesc><titleStmt><title level="a" type="main">{paper.title}</title></titleStmt>
<publicationStmt><publisher/><date type="published" when="{paper.year}">{paper.year}</date></publicationStmt>
<sourceDesc><biblStruct><analytic>{persons(paper.authors)}<title level="a" type="main">{paper.title}</title></analytic>
<monogr><imprint><date type="published" when="{paper.year}">{paper.year}</date></imprint></monogr>
<idno type="arXiv">arXiv:{paper.arxiv}v1[cs.CL]</idno></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><div><p>{paper.abstract}</p></div></abstract></profileDesc></teiHeader>
<text xml:lang="en"><body>{"".join(divs)}{table}</body>
<back><div type="references"><listBibl>{entries}</listBibl></div></back></text></TEI>
""".encode()
