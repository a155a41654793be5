from kg.core.document import BlockKind
from kg.documents.limits import Limits
from kg.documents.pdf.paper import read_pdf
from tests.documents.made_pdf import MadePage, made_pdf

TEXT = ["We count the herons of a marsh, and the reeds that they stand in, at dusk and at dawn,"] * 8


def opened() -> MadePage:
    page = MadePage().write(200, 750, "Herons of a marsh", size=16, font="bold")
    page.write(72, 700, "1 Introduction", size=12, font="bold")
    page.paragraph(72, 680, TEXT)
    page.write(72, 560, "References", size=12, font="bold")
    return page


def test_hanging_indents_part_the_entries_across_pages_and_tables() -> None:
    first = opened()
    first.write(72, 540, "Fenwick, A. and Brandt, B. A corpus of the birds that live in marshes and on")
    first.write(84, 528, "the banks of ponds. In Proceedings of BIRDS, 2019.")
    first.write(72, 510, "Okafor, C. Counting herons at dusk, by their calls and by their wings, and of")
    second = MadePage()
    second.write(250, 745, "Pond", size=7).write(320, 745, "Herons", size=7)
    second.write(250, 735, "North", size=7).write(320, 735, "12", size=7)
    second.write(250, 725, "South", size=7).write(320, 725, "15", size=7)
    second.write(180, 705, "Table 3: The herons of two ponds.")
    second.write(84, 680, "counting them at dawn. Journal of Birds, 2020.")
    second.write(72, 662, "Quist, D. Reeds and the birds in them, with an appendix of many tables of the")
    second.write(84, 650, "birds. Journal of Reeds, 2021.")
    document = read_pdf("made.pdf", made_pdf([first, second]), sha256="0" * 64, limits=Limits())
    assert [(r.authors[0].split()[-1], r.year) for r in document.references] == [
        ("Fenwick", 2019), ("Okafor", 2020), ("Quist", 2021),
    ]  # fmt: skip
    assert not any("Table 3" in r.raw or "North" in r.raw for r in document.references)
    captions = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.CAPTION]
    assert captions == ["Table 3: The herons of two ponds."]


def test_labels_part_the_entries() -> None:
    page = opened()
    page.paragraph(
        72,
        540,
        ["[1] A. Fenwick and B. Brandt. A corpus of birds. In", "BIRDS, 2019.", "[2] C. Okafor. Dusk. Birds, 2020."],
    )
    page.write(72, 500, "[3] D. Quist. Reeds. Birds, 2021.")
    document = read_pdf("made.pdf", made_pdf([page]), sha256="0" * 64, limits=Limits())
    assert [(r.key, r.year) for r in document.references] == [("1", 2019), ("2", 2020), ("3", 2021)]


def test_what_stands_on_the_page_behind_the_last_labelled_entry_is_no_part_of_it() -> None:
    first = MadePage().write(72, 740, "References", size=12, font="bold")
    for number in range(1, 7):
        first.write(
            72, 740 - 26 * number, f"[{number}] A. Brandt and C. Okafor. Counting birds of the marsh, part {number}."
        )
        first.write(88, 728 - 26 * number, "In Proceedings of the Meeting on Birds, 2019.")
    page = MadePage()
    page.paragraph(
        72, 740, ["The counts of this table were made with the larger model.", "All of them are shown here."]
    )
    paper = read_pdf("paper.pdf", made_pdf([first, page]), sha256="", limits=Limits())
    assert len(paper.references) == 6
    assert paper.references[-1].raw.endswith("Meeting on Birds, 2019.")


def test_an_appendix_in_capitals_ends_the_bibliography() -> None:
    page = MadePage().write(72, 740, "References", size=12, font="bold")
    y = 720.0
    for name in ("Brandt, I.", "Okafor, C.", "Fenwick, A.", "Haddad, N."):
        page.write(72, y, f"{name} 2019. Counting birds of the marsh. In Proceedings of the Meeting on Birds.")
        y -= 14
    page.write(72, y - 20, "A. COUNTING IS HARD")
    page.paragraph(72, y - 38, TEXT)
    paper = read_pdf("paper.pdf", made_pdf([opened(), page]), sha256="", limits=Limits())
    assert paper.sections[-1].heading == "A. COUNTING IS HARD"


def test_an_address_in_larger_type_is_the_end_of_the_entry_above_it() -> None:
    page = opened()
    for number, name in enumerate(["Fenwick, A.", "Okafor, C.", "Quist, D.", "Umber, E."]):
        y = 540 - 40 * number
        page.write(72, y, f"{name} A corpus of the birds that live in marshes, on ponds, and on their banks,")
        page.write(84, y - 12, "with an index of calls. Journal of Birds, abs/1803.05457,")
        page.write(83, y - 25, f"2018. URL http://birds.org/abs/18{number}.", size=11)
    document = read_pdf("made.pdf", made_pdf([page]), sha256="0" * 64, limits=Limits())
    assert [r.year for r in document.references] == [2018] * 4
    assert [r.url for r in document.references] == [f"http://birds.org/abs/18{n}" for n in range(4)]
