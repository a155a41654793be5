"""All finders together: the mentions of datasets and models in a document."""

import re
from collections.abc import Iterable, Sequence

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.extraction.completion import completed
from kg.extraction.coordination import with_coordinated
from kg.extraction.deciding.choice import Chosen, chosen
from kg.extraction.deciding.decision import decision
from kg.extraction.deciding.description import describe
from kg.extraction.deciding.proposals import Proposal, proposals_of
from kg.extraction.definitions import as_defined
from kg.extraction.lexicon import Lexicon
from kg.extraction.listing.names import with_listed
from kg.extraction.modified import with_modifiers
from kg.extraction.scientific import heeded, scientific_model
from kg.extraction.slashes import parted_by_slashes
from kg.extraction.tagging.cascade import worth_asking
from kg.extraction.tagging.crf import crf_tagger
from kg.extraction.tagging.network import network_tagger
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.witnesses import hear

_KINDS = {"D": EntityKind.DATASET, "M": EntityKind.MODEL}
_SMALL = re.compile(r"[a-z][a-z-]*|\d+(?:\.\d+)?[BM]")


def find_mentions(
    document: Document,
    lexicon: Lexicon,
    abbreviations: dict[str, str] | None = None,
    *,
    quick: bool = False,
    broad: bool = False,
) -> list[Mention]:
    """Find the names of datasets and models in running text, captions, tables and headings, in the text's order.

    Known names, readable rules and trained taggers propose; a trained decision weighs, for each place and over the whole
    document, who proposes what; tables of results add what they list. The bibliography is not searched. Mentions never overlap; each says who found it, and its
    score is the probability that there is such a name. quick leaves the neural tagger out: twice to three times as fast, a little
    less exact. Broadly understood, what data are taken from (Wikipedia, GitHub) is data, and a known architecture a model.
    """
    abbreviations = abbreviations or {}
    witnesses = hear(document, lexicon, abbreviations)
    stretches, seen = stretches_of(document, witnesses, abbreviations)
    opinions = [crf_tagger().opinion(stretches, seen)]
    network = None if quick else network_tagger()
    if network is not None:
        opinions.append(network.opinion(stretches, seen, worth_asking(stretches, opinions[0])))
    proposals = proposals_of(document.text, stretches, witnesses, opinions)
    features, table = describe(stretches, proposals, opinions, seen)
    probabilities = decision("+".join(o.tagger for o in opinions)).probabilities(features, table)
    scientific = scientific_model()
    if scientific is not None:
        probabilities = heeded(scientific, document.text, stretches, proposals, probabilities)
    standing = chosen(proposals, probabilities, broad=broad)
    found = with_modifiers(document.text, mentions_of(document.text, proposals, standing))
    found = as_defined(document.text, found)
    mentions = with_coordinated(document.text, found, witnesses.areas)
    return with_listed(document, mentions, witnesses)


def mentions_of(text: str, proposals: Sequence[Proposal], standing: Iterable[Chosen]) -> list[Mention]:
    """The proposals that stand as mentions, in the text's order, with those that lean on them."""
    known: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        if proposal.canonical:
            known.setdefault(proposal.stretch, []).append(proposal)
    found = [_mention(c, known.get(c.proposal.stretch, ())) for c in standing]
    names = {(p.span, _KINDS[kind]): name for p in proposals for kind, name in p.canonical.items() if kind in _KINDS}
    return completed(text, parted_by_slashes(found, names))


def _mention(standing: Chosen, known: Sequence[Proposal]) -> Mention:
    proposal = standing.proposal
    return Mention(
        proposal.span,
        proposal.surface,
        _KINDS[standing.kind],
        found_by(proposal),
        round(standing.score, 3),
        _canonical(standing, known),
    )


def found_by(proposal: Proposal) -> tuple[str, ...]:
    """Who proposes the name here: "crf", "network", "gazetteer", "variant", "abbreviation", rules by their names; sorted.

    Where nobody does, and it only stands here as it does elsewhere, "repeat".
    """
    names = {"crf": "crf", "net": "network"}
    taggers = {finder.partition(":")[0] for finder in proposal.finders}
    found = (proposal.recognizers - {"repeat"}) | {names[t] for t in taggers if t in names}
    return tuple(sorted(found)) or ("repeat",)


def _canonical(standing: Chosen, known: Iterable[Proposal]) -> str | None:
    """The known name that the proposal spells, whole or behind words in small letters or a size: "zero-shot CLIP"."""
    own, kind = standing.proposal, standing.kind
    if kind in own.canonical:
        return own.canonical[kind]
    for other in known:
        if kind in other.canonical and own.first < other.first and other.last == own.last:
            before = own.surface[: other.span.start - own.span.start].split()
            if all(_SMALL.fullmatch(word) for word in before):
                return other.canonical[kind]
    return None
