r"""Two hundred and more hostile texts, the same each time: what a paper may hold in a title, a name or a quote.

Each one that could run calls ``hurt`` with its own number, so that a browser in which it does can tell which it was.
They are made from the lists below: ways out of the place where a text stands, each followed by each thing that runs,
and for every other kind of harm a list of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """What a text would do where it is not taken for text."""

    MARKUP = "ends the place where it stands and brings elements that run"
    ATTRIBUTE = "ends an attribute's value and brings attributes that run"
    ADDRESS = "runs where it is taken for an address"
    SCRIPT = "ends a string in a script"
    DATA = "ends a text in JSON inside a script"
    TEMPLATE = "is calculated by a template"
    ENTITY = "becomes markup when it is decoded once too often"
    DRAWING = "runs in a drawing"
    FORMULA = "is calculated by a spreadsheet"
    UNSEEN = "cannot be seen and turns or ends what can"
    QUERY = "ends a literal or an IRI in RDF or SPARQL"
    LENGTH = "is longer than a page can bear"


RUNS = (Harm.MARKUP, Harm.ATTRIBUTE, Harm.ADDRESS, Harm.SCRIPT, Harm.DATA, Harm.ENTITY, Harm.DRAWING)
"""The kinds whose texts run in a browser, each in some place where it isn't escaped."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A hostile text with its number, counted from 0."""

    number: int
    harm: Harm
    text: str


_ENDS = (  # of a text, of attributes, of elements in which tags mean nothing, of comments
    *("", '">', "'>", "--><", "]]>", "</title>", "</textarea></option></select>", "</style>", "</script>"),
    *("</noscript></template>", "</svg></math>", "\u2028>"),
)
_ELEMENTS = (
    "<script>hurt()</script>",
    "<img src=x onerror=hurt()>",
    "<svg onload=hurt()>",
    "<iframe srcdoc='<script>parent.hurt()</script>'></iframe>",
    "<details open ontoggle=hurt()>x</details>",
    "<input autofocus onfocus=hurt()>",
    "<video><source onerror=hurt()></video>",
    "<a href=javascript:hurt() id=trap>x</a>",
    "<style>*{animation:a 1ms}@keyframes a{}</style><b onanimationstart=hurt()>x</b>",
)
_ATTRIBUTES = (
    '" onmouseover="hurt()" x="',
    "' onmouseover='hurt()' x='",
    '" autofocus tabindex=0 onfocus="hurt()',
    "' style='animation:a 1ms' onanimationend='hurt()",
    "x onmouseover=hurt() y=",
    "` onmouseover=`hurt()` x=`",
    '" formaction="javascript:hurt()" type="submit',
    '" srcdoc="<script>parent.hurt()</script>',
)
_ADDRESSES = (
    "javascript:hurt()",
    "JaVaScRiPt:hurt()",
    " javascript:hurt()",
    "java\tscript:hurt()",
    "java\nscript:hurt()",
    "\x01javascript:hurt()",
    "javascript://example.org/%0ahurt()",
    "javascript:'<script>hurt()</script>'",
    "data:text/html,<script>parent.hurt()</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaHVydCgpPC9zY3JpcHQ+",
    "vbscript:hurt()",
    "//evil.example/hurt.js",
    "https://evil.example/?hurt()",
    "https://user@evil.example\\@example.org/",
)
_SCRIPTS = (
    '";hurt();"',
    "';hurt();'",
    '\\";hurt();//',
    "\\';hurt();//",
    "`;hurt();`",
    "${hurt()}",
    "*/hurt()/*",
    "\nhurt()\n",
    "\u2028hurt()\u2029",
    "<!--<script>hurt()",
    "</script><!--",
    "\\",
)
_DATA = (
    '"}</script><script>hurt()</script>',
    '"],"evidence":[{"quote":"<img src=x onerror=hurt()>"}],"x":["',
    "\\u003cscript\\u003ehurt()\\u003c/script\\u003e",
    '{"__proto__":{"onerror":"hurt()"}}',
    "__proto__",
    "constructor",
    "<!-- <script> </script> -->",
)
_TEMPLATES = (
    "{{ 6 * 7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in (1, 2) %}hurt{% endfor %}",
    "{# hidden #}",
    "${6 * 7}",
    "#{6 * 7}",
    "<%= 6 * 7 %>",
    "{{constructor.constructor('hurt()')()}}",
    "%s %(title)s {0} {title}",
    "$& $1 $` \\1",
)
_ENTITIES = (
    "&lt;script&gt;hurt()&lt;/script&gt;",
    "&#60;img src=x onerror=hurt()&#62;",
    "&#x3c;svg onload=hurt()&#x3e;",
    "&quot; onmouseover=&quot;hurt()",
    "javascript&colon;hurt()",
    "java&Tab;script:hurt()",
    "&amp;lt;script&amp;gt;hurt()",
    "%3Cscript%3Ehurt()%3C/script%3E",
)
_DRAWINGS = (
    "</text><script>hurt()</script><text>",
    "</title><script xlink:href='data:,hurt()'/>",
    '<svg><a xlink:href="javascript:hurt()"><text>x</text></a></svg>',
    "<svg><animate onbegin=hurt() attributeName=x dur=1s>",
    "<svg><set attributeName=onmouseover to=hurt()>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.hurt()</script>'></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=hurt()>#x'/></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hurt()>",
    "<?xml-stylesheet href='javascript:hurt()'?>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
)
_FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("javascript:hurt()";"x")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    '=1+1,"=2+2"',
    '"=1+1"\n=2+2',
)
_UNSEEN = (
    *(f"abc{mark}fed" for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c"),
    *("\u202egnp.exe\u202c", "NUL \x00 here", "\x1b[31mred\x1b]0;title\x07", "line\u2028one\u2029two\x85three"),
    *("zero\u200bwidth\ufeff", "tag\U000e0041\U000e007f", "lone \ud800 half", "a\ufffe\uffff", "\x08\x08\x08\x7f\x9b"),
    *("e" + "\u0301" * 40, "\u200c\u200d"),
)
_QUERIES = (
    '""" . <javascript:hurt()> <a> """',
    "'''}; DROP ALL; #",
    "> <http://evil.example/> <http://evil.example/",
    "\\u003E . \\u0022",
    '" } UNION { SERVICE <http://evil.example/> { ?s ?p ?o } } #',
    "-->]]>\\N\\.",
)
_MEGABYTE = 1_000_000
_LENGTHS = (
    "W" * _MEGABYTE,
    "<script>hurt()</script>" * (_MEGABYTE // 23),
    "\u202e" * _MEGABYTE,
)
_LISTS = {
    Harm.MARKUP: tuple(end + element for end in _ENDS for element in _ELEMENTS),
    Harm.ATTRIBUTE: _ATTRIBUTES,
    Harm.ADDRESS: _ADDRESSES,
    Harm.SCRIPT: _SCRIPTS,
    Harm.DATA: _DATA,
    Harm.TEMPLATE: _TEMPLATES,
    Harm.ENTITY: _ENTITIES,
    Harm.DRAWING: _DRAWINGS,
    Harm.FORMULA: _FORMULAS,
    Harm.UNSEEN: _UNSEEN,
    Harm.QUERY: _QUERIES,
    Harm.LENGTH: _LENGTHS,
}


def _numbered() -> Iterator[Payload]:
    texts = ((harm, text) for harm, listed in _LISTS.items() for text in listed)
    for number, (harm, text) in enumerate(texts):
        yield Payload(number, harm, text.replace("hurt()", f"hurt({number})"))


PAYLOADS: tuple[Payload, ...] = tuple(_numbered())
"""All of them, in the order of their numbers."""
