"""What a single word of a reference tells about the part it stands in."""

import re

from kg.documents.references.parsing.identifiers import BLANK

_CLASSES = {
    "month": """
        jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october
        nov november dec december janvier février mars avril mai juin juillet août septembre octobre novembre
        décembre januar februar märz juni juli oktober dezember spring summer autumn fall winter enero febrero marzo
        abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """,
    "publisher": """
        press springer wiley elsevier verlag publishers publishing publisher publications publication books kaufmann
        addison-wesley addison wesley mcgraw-hill mcgraw prentice kluwer routledge sage macmillan penguin harper
        editions éditions edition blackwell birkhäuser birkhauser dover erlbaum chapman crc o'reilly north-holland
        academic freeman norton pergamon dekker benjamins gallimard seuil puf armand colin hachette larousse vrin
        minuit harmattan suhrkamp fischer gruyter teubner reclam beck westview ashgate palgrave brill random house
        sons hall editorial laterza einaudi mondadori feltrinelli zed verso basic vintage doubleday knopf scribner
        simon schuster ablex longman heinemann methuen unwin ltd inc imprint
    """,
    "venue": """
        proceedings proc procs journal j jour transactions trans ieee acm usenix aaai advances adv conference conf
        international int intern intl annals ann annual lecture lncs lnai symposium symp workshop nips neurips icml
        iclr cvpr iccv eccv emnlp naacl acl eacl aacl coling lrec kdd sigir sigmod vldb icde osdi sosp nsdi tacl
        pnas nature science communications commun bulletin bull review rev reviews quarterly letters lett magazine
        preprint biorxiv medrxiv openreview arxiv corr revue zeitschrift archives arch archiv anales annales rivista
        revista studi acta congress meeting interspeech icassp asru slt wacv bmvc miccai ijcai uai aistats colt www
        cikm wsdm recsys chi uist sc ppopp hpca isca micro asplos eurosys mlsys pmlr findings notes series
        newsletter gazette times post tribune research phys chem biol med sci eng math soc am natl acad
    """,
    "report": """
        thesis dissertation phd ph.d master's master diss report technical tech manuscript unpublished habilitation
        memo memorandum mémoire thèse working paper rapport rfc patent draft submitted press forthcoming
    """,
    "editor": """
        ed eds edd editor editors edited hrsg hg dir éd éds édité coord trans translated translator traduit
        herausgegeben
    """,
    "pages": "p pp page pages pag pgs s seiten",
    "volume": """
        vol vols volume volumes no nos number num nr n° issue tome bd band heft v art article chap chapter ch t
        suppl part
    """,
    "web": """
        url available accessed retrieved online http https www website web site visited consulté blog github doi
        isbn issn abs
    """,
    "place": """
        new york london cambridge oxford paris berlin chicago boston washington philadelphia amsterdam dordrecht
        heidelberg los angeles san francisco toronto tokyo beijing stanford berkeley princeton baltimore munich
        münchen frankfurt stuttgart leipzig wien vienna zürich zurich roma rome milano milan firenze torino bologna
        napoli madrid barcelona méxico mexico lisboa moscow seattle dc ca ma ny nj mass calif usa uk france germany
        italy canada australia china japan india spain netherlands sweden austria switzerland bruxelles leuven
        leiden geneva genève lyon hague reading chichester hillsdale mahwah englewood cliffs thousand oaks sydney
        melbourne montreal vancouver dublin edinburgh manchester bristol lanham ithaca durham austin bloomington
    """,
    "in": "in dans im",
    "and": "and & et und e y en",
    "others": "al others alii ff",
    "article": "the a an of for on with to from by der die das le la les des du il lo i gli el los las de",
    "university": """
        university université universität universidad università univ college institute institut department dept
        school faculty laboratory center centre
    """,
    "team": """
        collaboration team consortium group committee council agency foundation commission association ministry
        authors organization openai anthropic deepmind google microsoft meta
    """,
}
CLASS_OF: dict[str, str] = {word: name for name, words in reversed(_CLASSES.items()) for word in words.split()}
_RANGE = re.compile(r"\d+[‐‑–−-]\d+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-h]?$")


def word_class(text: str) -> str:
    """The class of a word: one of the lists', or what its letters and digits tell ("year", "initial", "range").

    >>> word_class("Proc"), word_class("1998"), word_class("J"), word_class("12-19"), word_class("birds")
    ('venue', 'year', 'initial', 'range', 'small')
    """
    known = CLASS_OF.get(text.lower())
    if text.startswith(BLANK):
        return "address"
    if text[0].isdigit():
        return _number_class(text)
    if len(text) == 1 and text.isupper():
        return "initial"
    if known:
        return known
    if text.isupper() and text.isalpha():
        return "capitals" if len(text) > 3 else "block"
    if text[0].isupper():
        return "named"
    return "small" if text.isalpha() else "other"


def _number_class(text: str) -> str:
    if _YEAR.match(text):
        return "year"
    if text.isdigit():
        return f"number{min(len(text), 5)}"
    return "range" if _RANGE.fullmatch(text) else "counted"


def shape(text: str) -> str:
    """The word's letters as X, x and 9, runs shortened to one: "McDonald" is "XxXx", "K-12" is "X-9"."""
    if text.isalpha() and text.isascii():  # as most words are, which need no look at each letter
        if text.islower() or text.isupper():
            return "x" if text.islower() else "X"
        if text.istitle():
            return "Xx"
    kinds = ["X" if c.isupper() else "9" if c.isdigit() else "x" if c.isalpha() else c for c in text[:40]]
    return "".join(k for i, k in enumerate(kinds) if i == 0 or k != kinds[i - 1])
