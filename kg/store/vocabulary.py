"""Every IRI that the graph uses, as a constant.

Terms of our own stand under ``https://w3id.org/kg/ns#`` and are defined in ``ontology/kg.ttl``; all others are
taken from published vocabularies. Schema.org is used with https throughout, although FAIR4ML's own file writes http.
"""

from pyoxigraph import NamedNode

from kg.core.imported import MatchKind
from kg.core.statement import Predicate

KG = "https://w3id.org/kg/ns#"
ID = "https://w3id.org/kg/id/"

_BIRO = "http://purl.org/spar/biro/"
_CITO = "http://purl.org/spar/cito/"
_DCAT = "http://www.w3.org/ns/dcat#"
_DCTERMS = "http://purl.org/dc/terms/"
_DOCO = "http://purl.org/spar/doco/"
_FABIO = "http://purl.org/spar/fabio/"
_FAIR4ML = "https://w3id.org/fair4ml#"
_OA = "http://www.w3.org/ns/oa#"
_PROV = "http://www.w3.org/ns/prov#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG,
    "biro": _BIRO,
    "cito": _CITO,
    "dcat": _DCAT,
    "dcterms": _DCTERMS,
    "doco": _DOCO,
    "fabio": _FABIO,
    "fair4ml": _FAIR4ML,
    "oa": _OA,
    "prov": _PROV,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "schema": _SCHEMA,
    "skos": _SKOS,
    "xsd": _XSD,
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "spdx": "https://spdx.org/licenses/",
    "collection": f"{ID}collection/",
    "dataset": f"{ID}dataset/",
    "decision": f"{ID}decision/",
    "evidence": f"{ID}evidence/",
    "graph": f"{ID}graph/",
    "model": f"{ID}model/",
    "person": f"{ID}person/",
    "reference": f"{ID}reference/",
    "run": f"{ID}run/",
    "section": f"{ID}section/",
    "selector": f"{ID}selector/",
    "software": f"{ID}software/",
    "source": f"{ID}source/",
    "statement": f"{ID}statement/",
    "work": f"{ID}work/",
}
"""The prefixes that queries may use without declaring them and that exports declare."""

# -- our own terms: what papers, datasets and models have to do with one another
KG_USES_DATASET = NamedNode(f"{KG}usesDataset")
KG_TRAINS_ON = NamedNode(f"{KG}trainsOn")
KG_EVALUATES_ON = NamedNode(f"{KG}evaluatesOn")
KG_USES_MODEL = NamedNode(f"{KG}usesModel")
KG_COMPARES_MODEL = NamedNode(f"{KG}comparesModel")
KG_INTRODUCED_BY = NamedNode(f"{KG}introducedBy")
KG_ARCHITECTURE_FROM = NamedNode(f"{KG}architectureFrom")
KG_DEPENDS_ON = NamedNode(f"{KG}dependsOn")
# the two classes are in no triple that is written: all terms of the ontology stand here, and a test holds both together
KG_DISCLOSURE = NamedNode(f"{KG}disclosure")
KG_DISCLOSURE_CLASS = NamedNode(f"{KG}Disclosure")
KG_UNDISCLOSED = NamedNode(f"{KG}Undisclosed")
KG_READ_STATUS = NamedNode(f"{KG}readStatus")
KG_READ_STATUS_CLASS = NamedNode(f"{KG}ReadStatus")
KG_READ = NamedNode(f"{KG}Read")
KG_NOT_READ = NamedNode(f"{KG}NotRead")
KG_WITHDRAWN = NamedNode(f"{KG}Withdrawn")

# -- our own terms: evidence
KG_BACKGROUND_EVIDENCE = NamedNode(f"{KG}BackgroundEvidence")
KG_PAGE = NamedNode(f"{KG}page")
KG_SECTION = NamedNode(f"{KG}section")
KG_CONFIDENCE = NamedNode(f"{KG}confidence")
KG_EXTRACTOR = NamedNode(f"{KG}extractor")
KG_VIA_REFERENCE = NamedNode(f"{KG}viaReference")
KG_CITED_WORK = NamedNode(f"{KG}citedWork")
KG_SOURCE_LICENCE = NamedNode(f"{KG}sourceLicence")
KG_LICENCE_NAME = NamedNode(f"{KG}licenceName")

# -- our own terms: what users bring
KG_IMPORTED_SOURCE = NamedNode(f"{KG}ImportedSource")
KG_IMPORTED_EVIDENCE = NamedNode(f"{KG}ImportedEvidence")
KG_FORM = NamedNode(f"{KG}form")
KG_RECORD = NamedNode(f"{KG}record")
KG_REJECTED_MATCH = NamedNode(f"{KG}rejectedMatch")

# -- our own terms: what people decide
KG_CURATION_LOG = NamedNode(f"{KG}CurationLog")
KG_CURATED_EVIDENCE = NamedNode(f"{KG}CuratedEvidence")
KG_DECISION = NamedNode(f"{KG}Decision")
KG_DECISION_KIND = NamedNode(f"{KG}decisionKind")
KG_APPLIED = NamedNode(f"{KG}applied")
KG_WITHHELD_STATEMENT = NamedNode(f"{KG}WithheldStatement")
KG_WITHHELD_EVIDENCE = NamedNode(f"{KG}withheldEvidence")
KG_FORMER_ID = NamedNode(f"{KG}formerId")
KG_ORIGINAL = NamedNode(f"{KG}original")
KG_ORIGINAL_SUBJECT = NamedNode(f"{KG}originalSubject")
KG_ORIGINAL_OBJECT = NamedNode(f"{KG}originalObject")

# -- our own terms: files as read, their sections and bibliographies
KG_SOURCE = NamedNode(f"{KG}Source")
KG_SHA256 = NamedNode(f"{KG}sha256")
KG_READER = NamedNode(f"{KG}reader")
KG_SETTINGS = NamedNode(f"{KG}settings")
KG_PAGE_COUNT = NamedNode(f"{KG}pageCount")
KG_UNREAD_PAGE = NamedNode(f"{KG}unreadPage")
KG_SENTENCE_COUNT = NamedNode(f"{KG}sentenceCount")
KG_CITATION_COUNT = NamedNode(f"{KG}citationCount")
KG_LINK_LIST = NamedNode(f"{KG}linkList")
KG_REASON_CODE = NamedNode(f"{KG}reasonCode")
KG_REASON = NamedNode(f"{KG}reason")
KG_SECTION_KIND = NamedNode(f"{KG}sectionKind")
KG_LEVEL = NamedNode(f"{KG}level")
KG_START = NamedNode(f"{KG}start")
KG_END = NamedNode(f"{KG}end")
KG_KEY = NamedNode(f"{KG}key")
KG_AUTHOR_LIST = NamedNode(f"{KG}authorList")
KG_VENUE = NamedNode(f"{KG}venue")
KG_ARXIV = NamedNode(f"{KG}arxiv")
KG_DOI = NamedNode(f"{KG}doi")

# -- our own terms: finding and joining
KG_SURFACE = NamedNode(f"{KG}surface")
KG_FOLDED_NAME = NamedNode(f"{KG}foldedName")
KG_WORK_KEY = NamedNode(f"{KG}workKey")
KG_UNSETTLED = NamedNode(f"{KG}unsettled")

# -- terms of others
BIRO_BIBLIOGRAPHIC_REFERENCE = NamedNode(f"{_BIRO}BibliographicReference")
BIRO_REFERENCES = NamedNode(f"{_BIRO}references")
CITO_CITES = NamedNode(f"{_CITO}cites")
DCAT_CATALOG = NamedNode(f"{_DCAT}Catalog")
DCAT_DATASET = NamedNode(f"{_DCAT}Dataset")
DCTERMS_BIBLIOGRAPHIC_CITATION = NamedNode(f"{_DCTERMS}bibliographicCitation")
DCTERMS_HAS_PART = NamedNode(f"{_DCTERMS}hasPart")
DCTERMS_IDENTIFIER = NamedNode(f"{_DCTERMS}identifier")
DCTERMS_IS_PART_OF = NamedNode(f"{_DCTERMS}isPartOf")
DCTERMS_LICENSE = NamedNode(f"{_DCTERMS}license")
DCTERMS_REPLACES = NamedNode(f"{_DCTERMS}replaces")
DCTERMS_SOURCE = NamedNode(f"{_DCTERMS}source")
DCTERMS_TITLE = NamedNode(f"{_DCTERMS}title")
DOCO_SECTION = NamedNode(f"{_DOCO}Section")
FABIO_RESEARCH_PAPER = NamedNode(f"{_FABIO}ResearchPaper")
FAIR4ML_EVALUATED_ON = NamedNode(f"{_FAIR4ML}evaluatedOn")
FAIR4ML_FINE_TUNED_FROM = NamedNode(f"{_FAIR4ML}fineTunedFrom")
FAIR4ML_MODEL = NamedNode(f"{_FAIR4ML}MLModel")
FAIR4ML_TRAINED_ON = NamedNode(f"{_FAIR4ML}trainedOn")
OA_END = NamedNode(f"{_OA}end")
OA_EXACT = NamedNode(f"{_OA}exact")
OA_HAS_SELECTOR = NamedNode(f"{_OA}hasSelector")
OA_HAS_SOURCE = NamedNode(f"{_OA}hasSource")
OA_PREFIX = NamedNode(f"{_OA}prefix")
OA_REFINED_BY = NamedNode(f"{_OA}refinedBy")
OA_SPECIFIC_RESOURCE = NamedNode(f"{_OA}SpecificResource")
OA_START = NamedNode(f"{_OA}start")
OA_SUFFIX = NamedNode(f"{_OA}suffix")
OA_TEXT_POSITION_SELECTOR = NamedNode(f"{_OA}TextPositionSelector")
OA_TEXT_QUOTE_SELECTOR = NamedNode(f"{_OA}TextQuoteSelector")
PROV_ACTIVITY = NamedNode(f"{_PROV}Activity")
PROV_ENDED_AT_TIME = NamedNode(f"{_PROV}endedAtTime")
PROV_INVALIDATED_AT_TIME = NamedNode(f"{_PROV}invalidatedAtTime")
PROV_PERSON = NamedNode(f"{_PROV}Person")
PROV_SOFTWARE_AGENT = NamedNode(f"{_PROV}SoftwareAgent")
PROV_USED = NamedNode(f"{_PROV}used")
PROV_WAS_ASSOCIATED_WITH = NamedNode(f"{_PROV}wasAssociatedWith")
PROV_WAS_DERIVED_FROM = NamedNode(f"{_PROV}wasDerivedFrom")
PROV_WAS_GENERATED_BY = NamedNode(f"{_PROV}wasGeneratedBy")
PROV_WAS_INVALIDATED_BY = NamedNode(f"{_PROV}wasInvalidatedBy")
RDF_OBJECT = NamedNode(f"{_RDF}object")
RDF_PREDICATE = NamedNode(f"{_RDF}predicate")
RDF_STATEMENT = NamedNode(f"{_RDF}Statement")
RDF_SUBJECT = NamedNode(f"{_RDF}subject")
RDF_TYPE = NamedNode(f"{_RDF}type")
RDFS_COMMENT = NamedNode(f"{_RDFS}comment")
RDFS_LABEL = NamedNode(f"{_RDFS}label")
SCHEMA_AUTHOR = NamedNode(f"{_SCHEMA}author")
SCHEMA_CREATIVE_WORK_STATUS = NamedNode(f"{_SCHEMA}creativeWorkStatus")
SCHEMA_DATASET = NamedNode(f"{_SCHEMA}Dataset")
SCHEMA_DATE_PUBLISHED = NamedNode(f"{_SCHEMA}datePublished")
SCHEMA_ENCODES_CREATIVE_WORK = NamedNode(f"{_SCHEMA}encodesCreativeWork")
SCHEMA_ENCODING_FORMAT = NamedNode(f"{_SCHEMA}encodingFormat")
SCHEMA_IDENTIFIER = NamedNode(f"{_SCHEMA}identifier")
SCHEMA_MENTIONS = NamedNode(f"{_SCHEMA}mentions")
SCHEMA_NAME = NamedNode(f"{_SCHEMA}name")
SCHEMA_POSITION = NamedNode(f"{_SCHEMA}position")
SCHEMA_SCHOLARLY_ARTICLE = NamedNode(f"{_SCHEMA}ScholarlyArticle")
SCHEMA_SOFTWARE_VERSION = NamedNode(f"{_SCHEMA}softwareVersion")
SCHEMA_TEXT = NamedNode(f"{_SCHEMA}text")
SCHEMA_URL = NamedNode(f"{_SCHEMA}url")
SKOS_ALT_LABEL = NamedNode(f"{_SKOS}altLabel")
SKOS_BROAD_MATCH = NamedNode(f"{_SKOS}broadMatch")
SKOS_CLOSE_MATCH = NamedNode(f"{_SKOS}closeMatch")
SKOS_EXACT_MATCH = NamedNode(f"{_SKOS}exactMatch")
SKOS_NARROW_MATCH = NamedNode(f"{_SKOS}narrowMatch")
SKOS_PREF_LABEL = NamedNode(f"{_SKOS}prefLabel")
SKOS_RELATED_MATCH = NamedNode(f"{_SKOS}relatedMatch")
XSD_DATE = NamedNode(f"{_XSD}date")
XSD_DATE_TIME = NamedNode(f"{_XSD}dateTime")
XSD_DECIMAL = NamedNode(f"{_XSD}decimal")
XSD_G_YEAR = NamedNode(f"{_XSD}gYear")
XSD_G_YEAR_MONTH = NamedNode(f"{_XSD}gYearMonth")
XSD_INTEGER = NamedNode(f"{_XSD}integer")

PREDICATE_TERMS = {
    Predicate.TRAINS_ON: KG_TRAINS_ON,
    Predicate.EVALUATES_ON: KG_EVALUATES_ON,
    Predicate.USES: KG_USES_MODEL,
    Predicate.COMPARES: KG_COMPARES_MODEL,
    Predicate.INTRODUCES: KG_INTRODUCED_BY,
    Predicate.MENTIONS: SCHEMA_MENTIONS,
    Predicate.INTRODUCED_BY: KG_INTRODUCED_BY,
    Predicate.TRAINED_ON: FAIR4ML_TRAINED_ON,
    Predicate.EVALUATED_ON: FAIR4ML_EVALUATED_ON,
    Predicate.FINE_TUNED_FROM: FAIR4ML_FINE_TUNED_FROM,
    Predicate.ARCHITECTURE_FROM: KG_ARCHITECTURE_FROM,
    Predicate.DERIVED_FROM: PROV_WAS_DERIVED_FROM,
    Predicate.HAS_PART: DCTERMS_HAS_PART,
    Predicate.DISCLOSURE: KG_DISCLOSURE,
}
"""The term that states each relation. INTRODUCES is INTRODUCED_BY seen from the paper: entity introducedBy paper."""

ALSO_ASSERTED = {
    Predicate.TRAINS_ON: (KG_USES_DATASET, SCHEMA_MENTIONS),
    Predicate.EVALUATES_ON: (KG_USES_DATASET, SCHEMA_MENTIONS),
    Predicate.USES: (SCHEMA_MENTIONS,),
    Predicate.COMPARES: (SCHEMA_MENTIONS,),
    Predicate.TRAINED_ON: (KG_DEPENDS_ON,),
    Predicate.FINE_TUNED_FROM: (KG_DEPENDS_ON,),
    Predicate.DERIVED_FROM: (KG_DEPENDS_ON,),
    Predicate.HAS_PART: (KG_DEPENDS_ON,),
}
"""The super-properties written beside a statement, so that plain SPARQL without reasoning finds it under them."""

MATCH_TERMS = {
    MatchKind.EXACT: SKOS_EXACT_MATCH,
    MatchKind.CLOSE: SKOS_CLOSE_MATCH,
    MatchKind.BROAD: SKOS_BROAD_MATCH,
    MatchKind.NARROW: SKOS_NARROW_MATCH,
    MatchKind.RELATED: SKOS_RELATED_MATCH,
    MatchKind.REJECTED: KG_REJECTED_MATCH,
}
"""The term that states each match."""
