"""One reference string becomes its fields, whatever its style."""

import re
from dataclasses import dataclass

from kg.core import identifiers
from kg.core.document import Reference
from kg.core.names import fold, surname
from kg.documents.author_names import AuthorList, read_authors
from kg.documents.reference_text import one_line

_LABEL = re.compile(
    r"^\s*(?:\[([^\[\]\s]{1,24}|\w[\w+ .,&-]{0,40})\]\.?|\((\d{1,3})\)|(\d{1,3})\.(?=\s*\D)|(\d{1,3})\)|•|\*|-)\s*"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_DOI_WORD = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*[:.]?\s*)?10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:ar\s?xiv(?:\s+(?:preprint|e-?prints?))?\s*[,:]?\s*(?:ar\s?xiv\s*:)?\s*(?:abs/)?|abs/|eprint\s*:?\s*)"
    r"((?:\d{4}\.\s?\d{4,5})|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s*\[[\w.-]+(?:\s*,\s*[\w.-]+)*\])?",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"\b((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|physics|math|cs|cmp-lg)"
    r"(?:\.[A-Z]{2})?/\d{7})"
)
_BRACKETED_ARXIV = re.compile(r"\b(\d{4}\.\d{4,5})(?:v\d+)?\s*\[[a-z-]+(?:\.[A-Z]{2})?\]")
_YEAR = re.compile(r"(?<![\d/.:\w])(?<!\d[–-])((?:1[5-9]|20)\d\d)[a-h]?(?![\w]|[–-]\d{3}|\.\d|/\d)")
_PARENTHESISED_YEAR = re.compile(
    r"[(\[](?:[^()\[\]]{0,24}[\s,.])?((?:1[5-9]|20)\d\d)[a-h]?(?:[,–-][^()\[\]]{0,20})?[)\]]"
)
_LEADING_YEAR = re.compile(
    r"^[\s,.:;]*(?:[(\[]\s*((?:1[5-9]|20)\d\d)[a-h]?(?:[/–,-][^()\[\]]{0,20})?\s*[)\]]|((?:1[5-9]|20)\d\d)[a-h]?(?=[\s.,:;]))"
    r"(?:\s*[(\[](?:1[5-9]|20)\d\d[)\]])?\s*([.,:;]*)\s*"
)
_UNDATED = re.compile(
    r"^[\s,.]*\(?(?:n\.\s?d\.|in press|to appear|forthcoming|s\.d\.)\)?\s*([.,:;]*)\s*", re.IGNORECASE
)
_ACCESSED = re.compile(
    r"(?:last\s+)?(?:accessed|retrieved|visited|consult[ée]|zugriff)\b[^;]{0,40}?(?:1[5-9]|20)\d\d", re.IGNORECASE
)
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“", "``": "''", "»": "«", "”": "”", "'": "'"}

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_VENUE_WORD = (
    r"(?:Proc(?:eedings|s)?\b|Procs?\.|Journal|J\.\s|Trans(?:actions)?\b|IEEE|ACM|USENIX|AAAI|ar\s?[xX]iv|Ar[xX]iv|ARXIV|CoRR|abs/|"
    r"Advances\s+in|Adv\.|Conference|Conf\.|Int(?:ernational|ern|\.|l\.)\s|Annals|Annual|Lecture\s+Notes|LNCS|Tech(?:nical|\.)\s*[Rr]ep|"
    r"Ph\.?\s?D\.?|Master(?:'|’)?s|M\.?Sc\.?|Dissertation|Doctoral|Unpublished|Manuscript|Symposium|Workshop|"
    r"NIPS|NeurIPS|ICML|ICLR|CVPR|ICCV|ECCV|EMNLP|NAACL|ACL|COLING|LREC|KDD|SIGIR|SIGMOD|VLDB|OSDI|SOSP|NSDI|TACL|PNAS|"
    r"Nature|Science|Neural\s+Computation|Machine\s+Learning|Computational\s+Linguistics|Communications|Commun\.|"
    r"Bulletin|Review|Quarterly|Letters|Magazine|Preprint|bioRxiv|medRxiv|OpenReview|Research\s+report|Report|Thesis|PhD)"
)
_PUBLISHER = re.compile(
    r"\b(?:Press|Springer|Wiley|Elsevier|Verlag|Publish(?:ers|ing|er|ed|ications)|Books|Kaufmann|Addison|McGraw|Prentice"
    r"|Kluwer|Routledge|Sage|Macmillan|Penguin|Harper|Editions?|Éditions|Éd\.|Editorial|Blackwell|Birkh|Dover|Erlbaum"
    r"|Chapman|O['’]Reilly|North-Holland|Academic)\b"
)
_VENUE_START = re.compile(rf"^(?:In\s?[:,]?\s|in\s?:\s|in\s+(?=[A-Z\d“\"])|To appear|Presented at|{_VENUE_WORD})")
_STRONG_END = re.compile(
    rf"^(?:URL|[Vv]olume\s\d|[Vv]ol\.\s?\d|[Pp]ages\s\d|pp?\.\s?\d|Available|Accessed|Retrieved|\[?Online|doi|DOI|https?:|www\.|[(\[]?(?:1[5-9]|20)\d\d[a-h]?\b|{_MONTH}\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d)"
)
_NUMBERED_VENUE = re.compile(
    r"^[^\W\d_a-z][\w&'’:/ .-]{1,90}?(?:\s*,?\s*(?i:v(?:ol)?\.|volume|vol|no\.?|number|n°|t\.|Bd\.)?\s*#?\d+"
    r"(?:\s*[(,:;/–-]|\s+\(|\s+\d|\.|\s*$)"
    rf"|,?\s+\(?(?:19|20)\d\d\)?\s*[;,:]\s*\d|\s*\((?:19|20)\d\d\)|[,;]\s*(?:pp?\.|pages)\s*\d|[,;]\s+{_MONTH}\s+(?:19|20)\d\d)"
)
_BARE_JOURNAL = re.compile(
    r"^[^\W\d_a-z][\w.&'’-]*(?:[ ,.:]+(?:of|the|and|for|in|et|de|der|&|[^\W\d_a-z][\w.&'’-]*)){0,8}?[ ,.]*"
    r"(?i:v(?:ol)?\.?|no\.|ser\.)?\s*[A-Z]?\d+(?:[\s\d,;:.()\[\]–—/\0-]|[A-Z]\d|\b(?i:no|pp?|vol|v|ser)\b\.?|L\d|\bURL\b)*$"
)
_TWO_SENTENCES = re.compile(r"\b[a-z]{5,}\.\s")
_PLACE = re.compile(r"^[^\W\d_a-z][\w.&’' -]{2,30}(?:,\s*[A-Z][\w.]{1,12})?:\s+[^\W\d_a-z]")
_IMPRINT = re.compile(
    r"\s\((?=[^()]*(?:(?:1[5-9]|20)\d\d\s*\)|Press|Springer|Wiley|Elsevier|Academic|Unpublished|[Dd]octoral|PhD|Ph\.D|[Mm]aster|Hall|[Ee]d\.|edition))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\-])(?:[A-Z]|vs|cf|e\.g|i\.e|etc|al|St|Dr|Mr|Mrs|Prof|Vol|vol|No|no|Nr|pp|p|ed|eds|Fig|Eq|Sec|Ch|approx|ca|Inc|Ltd|Co|"
    r"Jr|Sr|U\.S|D\.C|B\.C|A\.D|Ph\.D|Int|Conf|Proc|Trans|Symp|sp|spp|var|subsp|nov|gen|Nos|dept|Dept|Univ|Assoc|Soc|Am|Acad|Sci|Natl)\.$"
)
_SENTENCE_CUT = re.compile(r"[.?!](?=[\s\u00a0])|[.](?=[\"”’']?\s)|\.(?=In\s)|(?<=[a-z)]{2})\.(?=[A-Z][a-z])")
_COMMA_CUT = re.compile(r"[,;](?=\s?)")
_VENUE_STOP = re.compile(
    rf"\s*[,;.:]?\s*(?:\(?\b(?:vol(?:ume)?s?\b\.?|no\.|nos\.|number\b|pp?\.|pages?\b|issue\b|chap(?:ter)?\b\.?|art(?:icle)?\b\.?|nr\.|n°|Bd\.|Heft|v\.)\s*\(?[\dA-Z]"
    rf"|[,;]\s*\(?{_MONTH}(?=\s|\d|$|[,.)])|[,;.]\s*\(?\d|\s\(?\d+\s*[(:,;/.]|\s\d+\s+\(|\s\d+(?:[–-]\d+)?\s*$|\s\d+\s+\d|[,;.]?\s*[(\[]\s*(?:[^()\[\]]*?[\s,.])?(?:1[5-9]|20)\d\d"
    rf"|[,;.]\s*(?:1[5-9]|20)\d\d\b|\s(?:1[5-9]|20)\d\d\s*(?:[.,;:)]|$|{_MONTH})|[,;.]\s*(?:[Ee]d\.|[Ee]ds\.|edited by|editors?\b)|,\s*series\b|\s+\(|\s*[,;.]\s*(?:URL|Available|doi|DOI|https?:|www\.|\[))"
)
_EDITORS = re.compile(
    r"^(?:[^.()]|\.(?!\s[a-z])){3,200}?[,\s(\[]+(?:[Ee]ds?|[Ee]ditors?|Hrsg|edd)\b\.?\s*[)\]]?[.,:;]?\s+"
)


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    """What the entries of one bibliography share: the mark that ends the author list, and where the year stands."""

    closed_by: str
    year_first: bool


def _identifiers(text: str) -> tuple[str | None, str | None, str | None, str]:
    """DOI, arXiv id and URL, and the text with all three blanked, offsets kept."""
    blank = text

    def blanked(pattern: re.Pattern[str], source: str) -> str:
        return pattern.sub(lambda m: "\0" * len(m.group()), source)

    found = _ARXIV.search(text) or _BRACKETED_ARXIV.search(text)
    arxiv = re.sub(r"\s", "", found.group(1)) if found else None
    if arxiv is None:
        old = _OLD_ARXIV.search(text)
        arxiv = old.group(1) if old else None
    doi = identifiers.doi(re.sub(r"(10\.\d{4,9}/)\s+", r"\1", text))
    if doi and identifiers.arxiv_of_doi(doi):
        arxiv = arxiv or identifiers.arxiv_of_doi(doi)
    url = _URL.search(text)
    address = url.group().rstrip(".,;:)>]}'") if url else None
    if url and "arxiv.org/" in url.group():
        arxiv = arxiv or identifiers.arxiv_id("arxiv " + url.group())
    for pattern in (_URL, _DOI_WORD, _ARXIV, _OLD_ARXIV, _BRACKETED_ARXIV):
        blank = blanked(pattern, blank)
    return doi, arxiv, address, blank


def _year(rest: str, blank: str) -> int | None:
    """The year of publication in what follows the authors: in parentheses first, else the last one."""
    blank = _ACCESSED.sub(" ", blank)
    for pattern in (_PARENTHESISED_YEAR, _YEAR):
        years = [int(y) for y in pattern.findall(blank)]
        modern = [y for y in years if 1900 <= y < 2100] or years
        if modern:
            return modern[-1]
    short = re.search(r"[A-Z]\w*\.?\s?[’'](\d\d)\b", blank)  # "SPAA ’12"
    if short:
        return int(short.group(1)) + (1900 if int(short.group(1)) > 40 else 2000)
    loose = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", _ACCESSED.sub(" ", _URL.sub(" ", rest)))
    return int(loose[-1]) if loose and "arxiv" not in rest.lower() else None


def _quoted(rest: str) -> tuple[str, str] | None:
    """The title in quotation marks that opens rest, and what follows it."""
    start = len(rest) - len(rest.lstrip(" ,.:;"))
    for opening, closing in _QUOTES.items():
        if not rest.startswith(opening, start):
            continue
        begin = start + len(opening)
        end = rest.find(closing, begin)
        while end > 0 and closing in ("’", "'", '"') and end + 1 < len(rest) and rest[end + 1].isalnum():
            end = rest.find(closing, end + 1)
        if opening in ("“", '"', "``"):
            closers = [e for e in (rest.find(c, begin) for c in ("”", '"', "''")) if e > 0]
            end = min(closers) if closers else end
        if end > begin + 4:
            return rest[begin:end].strip(" ,.;"), rest[end + len(closing) :]
    return None


def _quoted_later(rest: str) -> tuple[str, str] | None:
    """A title in quotation marks behind names that were not understood."""
    found = re.match(r"[^“\"«]{1,160}?[,.;:)\d]\s*(?=[“\"«][^“\"»”]{15,})", rest)
    if not found or re.search(r"\.\s+[A-Z][a-z]+\s+[a-z]+\s", found.group()):
        return None
    return _quoted(rest[found.end() :])


def _cut_score(rest: str, at: int, passed: int, style: str) -> float:
    """How well the mark at this offset ends the title; passed counts the full stops before it."""
    mark, head, tail = rest[at], rest[:at], rest[at + 1 :].lstrip(" ”\"’'")
    score = 0.0
    venue = bool(_VENUE_START.match(tail))
    found = _NUMBERED_VENUE.match(tail)
    numbered = bool(found) and not _TWO_SENTENCES.search(found.group() if found else "")
    strong = bool(_STRONG_END.match(tail)) or tail.startswith("\0")
    publisher = bool(_PUBLISHER.search(tail[:60])) or bool(_PLACE.match(tail))
    if mark == ".":
        score += 3.0 - 1.6 * passed
        if _ABBREVIATION.search(head[-8:] + "."):
            score -= 2.5
        if re.search(r"(?:^|\s)\d{1,2}$", head):
            score -= 1.5  # "im 9. Jahrhundert", "Reactions. 1. Oxidation"
        if style == "," and found and re.search(r"(?:^|[,.;]\s*)(?:[A-Z]\w{0,6}[.\s]*){1,3}$", head):
            score -= 2.5  # the dots of "Commun. Math. Phys." end no title
        if passed and publisher and not venue:
            score += 1.9
        if tail[:1].islower() and not venue:
            score -= 4
    elif mark in " (":
        score += 1.5 - 1.6 * passed
    elif mark in "?!":
        score += 1.0 - 1.6 * passed
        if tail[:1].islower() and not venue:
            score -= 4
        if not (venue or numbered or strong):
            score -= 1.5
    else:
        score += 0.8 if style == "," else -2.5
        score -= 0.8 * passed
        if not (venue or numbered or strong or publisher):
            score -= 2.5
        if tail[:1].islower() and not venue:
            score -= 2
    score += 3.0 * venue + 2.0 * (numbered and not venue) + 1.5 * strong
    if re.match(r"[Ii]n\s?:\s|In\s", tail):
        score += 2.0
    if head.count("(") > head.count(")"):
        score -= 3
    if len(head.split()) < 2:
        score -= 1.0
    if len(head.strip()) < 4:
        score -= 2
    return score


def _title_end(rest: str, style: str) -> int:
    """The offset at which the title ends in what follows the authors."""
    cuts = sorted({m.start() for p in (_SENTENCE_CUT, _COMMA_CUT, _IMPRINT) for m in p.finditer(rest)})
    best, best_score = len(rest), -1.5
    passed = 0
    for at in cuts[:40]:
        score = _cut_score(rest, at, passed, style)
        if score > best_score:
            best, best_score = at, score
        if rest[at] in ".?!" and not _ABBREVIATION.search(rest[max(0, at - 7) : at] + "."):
            passed += 1
    if best < len(rest) and rest[best] in "?!":
        best += 1
    return best


def _venue(tail: str) -> str | None:
    """The journal, proceedings or series that opens what follows the title; None for a publisher or nothing."""
    tail = tail.lstrip(" .,;:”\"’'»)")
    found = re.match(r"(?:[Ii]n\s?[:,]?\s+|[Tt]o appear in:?\s+|Presented at\s+)", tail)
    inside = bool(found)
    if found:
        tail = tail[found.end() :].lstrip(' “"')
    if inside:
        editors = _EDITORS.match(tail)
        if editors:
            tail = tail[editors.end() :]
    preprint = re.match(r"(ar\s?xiv|corr)\b(?:\s+(?:preprint|e-?prints?))?", tail, re.IGNORECASE)
    if preprint:
        return "CoRR" if preprint.group(1).lower() == "corr" else "arXiv"
    if tail.startswith("\0") or (_STRONG_END.match(tail) and not re.match(r"(?:19|20)\d\d\s+[A-Z]", tail)):
        return None
    lead = re.match(r"(?:19|20)\d\d\s+|\d+(?:st|nd|rd|th)\s+", tail)
    skip = lead.end() if lead else 0
    stop = _VENUE_STOP.search(tail, skip)
    end = min(stop.start() if stop else len(tail), tail.find("\0") if "\0" in tail else len(tail))
    volume = bool(stop and re.match(r"[\s,;.]*\(?(?:[A-Z]?\d|[Vv]ol)", stop.group()))
    for m in _SENTENCE_CUT.finditer(tail, skip, end):
        remaining = tail[m.start() + 1 : end].split()
        if volume and len(remaining) <= 5 and all(w[:1].isupper() or w == "&" for w in remaining):
            if not _PUBLISHER.search(" ".join(remaining)):
                break  # "Geophys. Res. Lett." goes on to its volume
        before, after = tail[skip : m.start()].split(), tail[m.start() + 1 :].lstrip()
        last = before[-1] if before else ""
        abbreviated = bool(_ABBREVIATION.search(" " + last + ".")) or (
            len(last) <= 6 and last[:1].isupper() and len(before) > 0
        )
        if (
            _PUBLISHER.search(after[:40])
            or not abbreviated
            or re.match(r"(?:ACM|IEEE|USENIX|PMLR|AAAI|Association|ELRA|AUAI)\b", after)
        ):
            end = m.start()
            break
    venue = tail[:end].strip(" ,.;:”\"’'(")
    if not inside and (_PUBLISHER.search(venue) or re.match(r"^[^:,]{2,40}:\s*$", venue)):
        if not re.search(rf"{_VENUE_WORD}", venue) or _PUBLISHER.search(venue):
            return None
    if len(venue) < 2 or not re.search(r"[^\W\d_]{2}", venue) or len(venue) > 250:
        return None
    if not inside and re.match(r"^[A-Z][\w ]{2,30}:\s+[A-Z]", tail) and not re.search(r"\d+\s*[(:,]", tail):
        return None  # "London: Elsevier"
    return venue


def _after_authors(text: str, authors: AuthorList) -> tuple[str, int | None, str]:
    """What follows the authors without a year that stands first, that year, and the mark before the title."""
    leading = _LEADING_YEAR.match(text[authors.end :])
    if leading:
        year = int(leading.group(1) or leading.group(2))
        mark = (leading.group(3) or "")[-1:]
        return text[authors.end + leading.end() :], year, mark or ("." if leading.group(1) else ",")
    undated = _UNDATED.match(text[authors.end :])
    if undated:
        return text[authors.end + undated.end() :], None, "."
    return text[authors.end :], None, authors.closed_by


def _bare_journal(rest: str) -> bool:
    """Whether nothing but a journal and its numbers stands here: "Phys. Rev. B 78, 045312 (2008)"."""
    rest = rest.strip(" .,;:")
    numbers = [
        n for n in re.findall(r"\d+(?:\.\d+)?", rest.replace("\0", " ")) if not re.fullmatch(r"(?:1[89]|20)\d\d", n)
    ]
    return len(rest) < 120 and len(numbers) >= 2 and bool(_BARE_JOURNAL.match(rest))


def _label(text: str) -> tuple[str, str]:
    """The printed label ("36", "ABC99") and the entry without it."""
    found = _LABEL.match(text)
    if not found:
        return "", text
    return next((g for g in found.groups() if g), ""), text[found.end() :]


def made_key(authors: tuple[str, ...], year: int | None, title: str | None) -> str:
    """A key from the first author's surname and the year, else from the title's first words."""
    name = surname(authors[0]) if authors else ""
    if not name:
        name = fold(" ".join((title or "").split()[:3]))[:24]
    return f"{name or 'reference'}{year or ''}"


def parse_reference(raw: str, key: str = "") -> Reference:
    """The fields of one reference; absent ones stay None.

    Without a key the printed label is the key, else one made from surname and year. span stays None.

    >>> r = parse_reference("[3] Ann Author and Bo Writer. A corpus of birds. In Proceedings of XYZ, pages 1-9, 2019.")
    >>> r.key, r.title, r.authors, r.year, r.venue
    ('3', 'A corpus of birds', ('Ann Author', 'Bo Writer'), 2019, 'Proceedings of XYZ')
    """
    line = one_line(raw)
    label, text = _label(line)
    doi, arxiv, url, blank = _identifiers(text)
    authors = read_authors(text)
    if not authors.initials and len(authors.names) <= 1 and _bare_journal(blank):
        authors = AuthorList((), 0, "")
    rest, year, style = _after_authors(text, authors)
    # blanked addresses cannot be taken for a title or a venue
    rest = blank[len(text) - len(rest) :]
    quoted = _quoted(rest) or _quoted_later(rest)
    if quoted:
        title, tail = quoted
    elif _bare_journal(rest):
        title, tail = "", rest  # physics style: authors, journal, numbers
    else:
        rest = rest.lstrip(" .,;:")
        end = _title_end(rest, style)
        title, tail = rest[:end], rest[end:]
    year = year or _year(tail, tail) or _year(rest, rest)
    clean = _clean_title(title)
    if clean is None and authors.names and not tail:
        clean = None
    return Reference(
        key=key or label or made_key(authors.names, year, clean),
        raw=line,
        title=clean,
        authors=authors.names,
        year=year,
        venue=_venue(tail),
        doi=doi,
        arxiv=arxiv,
        url=url,
    )


def _clean_title(title: str) -> str | None:
    title = title.replace("\0", " ").strip(' .,;:“”"')
    title = re.sub(r"(?:,\s*|\s*\()(?:1[5-9]|20)\d\d\)?$", "", title)
    title = re.sub(r"\s*\[(?:Online|C|J|M)\]$", "", title)
    return " ".join(title.split()) or None if re.search(r"[^\W_]", title) else None
