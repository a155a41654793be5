"""The cues by which the parts of a reference are told apart: words of venues, publishers, places, months."""

import re

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
VENUE_WORD = (
    r"(?:Proc(?:eedings|s)?\b|Procs?\.|Journal|J\.\s|Trans(?:actions)?\b|IEEE|ACM|USENIX|AAAI"
    r"|ar\s?[xX]iv|Ar[xX]iv|ARXIV|CoRR|abs/"
    r"|Advances\s+in|Adv\.|Conference|Conf\.|Int(?:ernational|ern|\.|l\.)\s|Annals|Annual|Lecture\s+Notes|LNCS"
    r"|Tech(?:nical|\.)\s*[Rr]ep|Ph\.?\s?D\.?|Master(?:'|’)?s|M\.?Sc\.?|Dissertation|Doctoral|Unpublished|Manuscript"
    r"|Symposium|Workshop|NIPS|NeurIPS|ICML|ICLR|CVPR|ICCV|ECCV|EMNLP|NAACL|ACL|COLING|LREC|KDD|SIGIR|SIGMOD|VLDB"
    r"|OSDI|SOSP|NSDI|TACL|PNAS|Nature|Science|Neural\s+Computation|Machine\s+Learning|Computational\s+Linguistics"
    r"|Communications|Commun\.|Bulletin|Review|Quarterly|Letters|Magazine|Preprint|bioRxiv|medRxiv|OpenReview"
    r"|Research\s+report|Report|Thesis|PhD)"
)
PUBLISHER = re.compile(
    r"\b(?:Press|Springer|Wiley|Elsevier|Verlag|Publish(?:ers|ing|er|ed|ications)|Books|Kaufmann|Addison|McGraw|Prentice"
    r"|Kluwer|Routledge|Sage|Macmillan|Penguin|Harper|Editions?|Éditions|Éd\.|Editorial|Blackwell|Birkh|Dover|Erlbaum"
    r"|Chapman|O['’]Reilly|North-Holland|Academic)\b"
)
VENUE_START = re.compile(rf"^(?:In\s?[:,]?\s|in\s?:\s|in\s+(?=[A-Z\d“\"])|To appear|Presented at|{VENUE_WORD})")
ENDS_TITLE = re.compile(
    r"^(?:URL|[Vv]olume\s\d|[Vv]ol\.\s?\d|[Pp]ages\s\d|pp?\.\s?\d|Available|Accessed|Retrieved|\[?Online|doi|DOI"
    rf"|https?:|www\.|[(\[]?(?:1[5-9]|20)\d\d[a-h]?\b|{MONTH}\s+(?:\d{{1,2}},?\s+)?(?:19|20)\d\d)"
)
"""Opens what comes after titles that have no venue: dates, pages, addresses."""

NUMBERED_VENUE = re.compile(
    r"^[^\W\d_a-z][\w&'’:/ .-]{1,90}?"
    r"(?:\s*+(?:,\s*+)?(?:(?i:v(?:ol)?\.|volume|vol|no\.?|number|n°|t\.|Bd\.)\s*+)?#?\d+(?:\s*[(,:;/–-]|\s+\(|\s+\d|\.|\s*$)"
    r"|,?\s+\(?(?:19|20)\d\d\)?\s*[;,:]\s*\d|\s*\((?:19|20)\d\d\)|[,;]\s*(?:pp?\.|pages)\s*\d"
    rf"|[,;]\s+{MONTH}\s+(?:19|20)\d\d)"
)
"""A capitalised name with its volume, pages or date right behind: a journal."""

TWO_SENTENCES = re.compile(r"\b[a-z]{5,}\.\s")
PLACE = re.compile(r"^[^\W\d_a-z][\w.&’' -]{2,30}(?:,\s*[A-Z][\w.]{1,12})?:\s+[^\W\d_a-z]")
ABBREVIATION = re.compile(
    r"(?:^|[\s(\-])(?:[A-Z]|vs|cf|e\.g|i\.e|etc|al|St|Dr|Mr|Mrs|Prof|[Vv]ol|[NV]os?|no|Nr|pp|p|eds?|Figs?|Eq|Sec|Ch"
    r"|approx|ca|Inc|Ltd|Co|Jr|Sr|U\.S|D\.C|B\.C|A\.D|Ph\.D|Int|Conf|Proc|Trans|Symp|spp?|var|subsp|nov|gen|[Dd]ept"
    r"|Univ|Assoc|Soc|Am|Acad|Sci|Natl)\.$"
)
"""A full stop that ends no sentence, at the end of a text."""

SENTENCE_CUT = re.compile(r"[.?!](?=[\s\u00a0])|[.](?=[\"”’']?\s)|\.(?=In\s)|(?<=[a-z)]{2})\.(?=[A-Z][a-z])")
