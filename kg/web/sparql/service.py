"""What the endpoint says of itself: a SPARQL 1.1 service description."""

from pyoxigraph import Literal, NamedNode, Triple

from kg.store.vocabulary import RDF_TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_RDF = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def service_description(endpoint: str) -> tuple[Triple, ...]:
    """The endpoint's language, features and forms; the default graph is the union of all graphs."""
    here, dataset, graph = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#graph")
    said = [
        Triple(here, RDF_TYPE, NamedNode(f"{_SD}Service")),
        Triple(here, NamedNode(f"{_SD}endpoint"), here),
        Triple(here, NamedNode(f"{_SD}supportedLanguage"), NamedNode(f"{_SD}SPARQL11Query")),
        Triple(here, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}UnionDefaultGraph")),
        Triple(here, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}EmptyGraphs")),
        Triple(here, NamedNode(f"{_SD}defaultDataset"), dataset),
        Triple(dataset, RDF_TYPE, NamedNode(f"{_SD}Dataset")),
        Triple(dataset, NamedNode(f"{_SD}defaultGraph"), graph),
        Triple(graph, RDF_TYPE, NamedNode(f"{_SD}Graph")),
        Triple(graph, NamedNode("http://purl.org/dc/terms/title"), Literal("the union of all sources")),
    ]
    forms = (NamedNode(_FORMATS + name) for name in (*_RESULTS, *_RDF))
    return (*said, *(Triple(here, NamedNode(f"{_SD}resultFormat"), form) for form in forms))
