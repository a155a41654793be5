import pytest

from kg.web.negotiation import best_form

FORMS = ("text/html", "application/ld+json", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle ; q=1.0", "text/turtle"),
        ("application/*, text/html;q=0.9", "application/ld+json"),
        ("text/html;q=0, */*", "application/ld+json"),
        ("text/*;q=0.3, text/turtle;q=0.4", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=nonsense", None),
        ("nonsense", None),
        (";;;,,,/", None),
        ("text/turtle" + "," * 10_000, "text/turtle"),
    ],
)
def test_the_form_is_the_one_liked_best(accept: str | None, best: str | None) -> None:
    assert best_form(accept, FORMS) == best
