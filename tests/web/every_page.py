"""The addresses of every page over a graph, made of what the graph holds."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import httpx

from kg.web.questions.all import QUESTIONS
from tests.web.serving import TOKEN

LISTS = ("/papers", "/papers?read=no", "/datasets?order=used", "/models", "/sources", "/failures", "/lineage")
ASIDE = ("/", "/?q=nothing+like+that", "/questions", "/sparql-editor", "/api", "/sign-in", "/review?below=1")
_STATEMENT = "SELECT ?s { ?s a rdf:Statement } ORDER BY ?s LIMIT 1"
_TEXT = "SELECT ?h { ?s kg:sha256 ?h ; schema:name ?n } ORDER BY ?n LIMIT 1"
_ABOUT = {"impact": "datasets", "withdrawal": "datasets", "leaks": "models"}  # other questions are asked of a paper
_PRINTED = ("trace", "withdrawal")
HTML = {"accept": "text/html"}
KINDS = ("papers", "datasets", "models")


def every_page(site: str, *, largest: int, papers: int = 0) -> list[str]:
    """Pages of each sort over the graph that is served there: of things, so many of each kind, the most used first.

    papers: of papers more than that.
    """
    most = {kind: max(largest, papers) if kind == "papers" else largest for kind in KINDS}
    with httpx.Client(base_url=site, timeout=120, headers={"authorization": f"Bearer {TOKEN}"}) as client:
        items = {kind: client.get(f"/api/{kind}?order=used").json()["items"][: most[kind]] for kind in KINDS}
        unread = client.get("/api/papers?read=no&order=used").json()["items"][0]
        without = next(url for url in _papers(client) if "No dataset is named" in client.get(url, headers=HTML).text)
        statement, text = _first(client, _STATEMENT), _first(client, _TEXT)
    first = {kind: quote(found[0]["iri"], safe="") for kind, found in items.items()}
    pages = [
        *ASIDE,
        *LISTS,
        *(item["url"] for found in items.values() for item in found),
        unread["url"],
        without,
        f"/entity?iri={quote(statement, safe='')}",
        f"/text/{text}",
        f"/?q={quote(items['datasets'][0]['name'][:-1])}",
        *(f"/lineage?name={iri}" for iri in first.values()),
        *_questions(first),
        "/nowhere",
        f"{items['datasets'][0]['url']}x",
        "/lineage?name=Nobody+of+that+name",
        "/questions/trace?name=Nobody+of+that+name",
    ]
    return list(dict.fromkeys(pages))


def of_each_kind(pages: Iterable[str]) -> list[str]:
    """The first and the last page of each kind, whose addresses are alike but for their ends."""
    kinds = [(re.sub(r"[/?][^/?]*$", "", address), address) for address in pages]
    return sorted({*dict(kinds).values(), *dict(reversed(kinds)).values()})


def remarkable(site: str) -> list[str]:
    """Pages of what is withdrawn, undisclosed or silent on its data, of a work that was not read, and of the least.

    Of each the first that there is; the least are the dataset and the model that the fewest papers use.
    """
    with httpx.Client(base_url=site, timeout=120, headers={"authorization": f"Bearer {TOKEN}"}) as client:
        nodes = client.get("/lineage/picture.json").json()["nodes"]
        lasts = []
        for kind in ("datasets", "models"):
            last = client.get(f"/api/{kind}?order=used").json()["pages"]
            lasts.append(client.get(f"/api/{kind}?order=used&page={last}").json()["items"][-1]["url"])
    marked = [
        next((n["address"] for n in nodes if n.get(mark)), None) for mark in ("withdrawn", "undisclosed", "silent")
    ]
    unread = next(n["address"] for n in nodes if n["kind"] == "reference")
    return list(dict.fromkeys(filter(None, [*marked, unread, *lasts])))


def _questions(first: dict[str, str]) -> list[str]:
    """Each question as an empty form and answered, some made to be printed."""
    given = {"other": first["models"], "date": "2024-01", "limit": "10"}
    pages = []
    for question in QUESTIONS:
        values = {**given, "name": first[_ABOUT.get(question.name, "papers")]}
        asked = "&".join(f"{f.name}={values[f.name]}" for f in question.fields if f.name in values)
        printed = [f"?{asked}&view=print"] if question.name in _PRINTED else []
        pages += [f"/questions/{question.name}{query}" for query in ("", f"?{asked}", *printed)]
    return pages


def _papers(client: httpx.Client) -> Iterator[str]:
    yield from (item["url"] for item in client.get("/api/papers").json()["items"])


def _first(client: httpx.Client, query: str) -> str:
    found = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]
    return next(iter(found.values()))["value"]
