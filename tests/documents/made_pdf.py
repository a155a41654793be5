"""PDF files made for tests, from lines of text at places on pages."""

from dataclasses import dataclass, field

FONTS = {"roman": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


@dataclass
class MadePage:
    """A page: pieces of text, each (x, y, size, font, text), and links, each (left, bottom, right, top, name)."""

    pieces: list[tuple[float, float, float, str, str]] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    upward: list[tuple[float, float, float, str]] = field(default_factory=list)

    def sideways(self, x: float, y: float, text: str, *, size: float = 10) -> "MadePage":
        """Write from below to above."""
        self.upward.append((x, y, size, text))
        return self

    def write(self, x: float, y: float, text: str, *, size: float = 10, font: str = "roman") -> "MadePage":
        self.pieces.append((x, y, size, font, text))
        return self

    def paragraph(self, x: float, y: float, lines: list[str], *, size: float = 10, font: str = "roman") -> float:
        """Write lines below each other, 12 points apart for type of 10; returns the height of the next line."""
        for line in lines:
            self.write(x, y, line, size=size, font=font)
            y -= 1.2 * size
        return y


def made_pdf(
    pages: list[MadePage],
    *,
    places: dict[str, tuple[int, float, float]] | None = None,
    title: str | None = None,
    scaled: bool = False,
) -> bytes:
    """The bytes of a PDF; places are named destinations as (page from 0, left, top).

    scaled sets fonts of size 1 that the text's matrix makes as large as they are.
    """
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("cp1252") if isinstance(body, str) else body)
        return len(objects)

    fonts = {
        key: add(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        for key, name in FONTS.items()
    }
    resources = "<</Font<<" + "".join(f"/{key} {number} 0 R" for key, number in fonts.items()) + ">>>>"
    page_tree = len(objects) + 1
    add("")  # the tree, written when its pages are known
    kids = []
    for page in pages:
        content = "\n".join(
            f"BT /{font} {_matrix(size, scaled=scaled)} {x} {y} Tm ({_escaped(text)}) Tj ET"
            for x, y, size, font, text in page.pieces
        ).encode("cp1252")
        content += "".join(
            f"\nBT /roman {size} Tf 0 1 -1 0 {x} {y} Tm ({_escaped(text)}) Tj ET" for x, y, size, text in page.upward
        ).encode("cp1252")
        stream = add(b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream")
        links = "".join(
            f"<</Type/Annot/Subtype/Link/Rect[{a} {b} {c} {d}]/A<</S/GoTo/D({name})>>>>"
            if not name.startswith("http")
            else f"<</Type/Annot/Subtype/Link/Rect[{a} {b} {c} {d}]/A<</S/URI/URI({name})>>>>"
            for a, b, c, d, name in page.links
        )
        kids.append(
            add(
                f"<</Type/Page/Parent {page_tree} 0 R/MediaBox[0 0 612 792]/Resources {resources}"
                f"/Contents {stream} 0 R/Annots[{links}]>>"
            )
        )
    objects[page_tree - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    names = "".join(
        f"({name})[{kids[page]} 0 R/XYZ {left} {top} 0]" for name, (page, left, top) in sorted((places or {}).items())
    )
    catalog = add(f"<</Type/Catalog/Pages {page_tree} 0 R/Names<</Dests<</Names[{names}]>>>>>>")
    info = add(f"<</Title({_escaped(title or '')})>>")
    return _file(objects, catalog, info)


def _matrix(size: float, *, scaled: bool) -> str:
    return f"1 Tf {size} 0 0 {size}" if scaled else f"{size} Tf 1 0 0 1"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[bytes], catalog: int, info: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        catalog,
        info,
        start,
    )
    return bytes(out)
