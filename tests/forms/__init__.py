"""One invented paper in every form that kg reads, each written out of the same value."""

from collections.abc import Callable

from tests.forms.jats import as_jats
from tests.forms.latex import as_archive, as_latex
from tests.forms.paper import Paper
from tests.forms.pdf import as_pdf
from tests.forms.plain import as_markdown, as_text
from tests.forms.s2orc import as_s2orc
from tests.forms.tei import as_tei

FORMS: dict[str, Callable[[Paper], bytes]] = {
    ".pdf": as_pdf,
    ".tex": as_latex,
    ".tar.gz": as_archive,
    ".tei.xml": as_tei,
    ".nxml": as_jats,
    ".json": as_s2orc,
    ".md": as_markdown,
    ".txt": as_text,
}
"""The end of a file's name in each form, and what writes it."""
