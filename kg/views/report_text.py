"""A report as text, Markdown and HTML."""

from collections.abc import Collection, Iterator, Mapping

from kg.core.document import Reference
from kg.core.lineage import Edge
from kg.core.names import fold
from kg.core.statement import Predicate, TextEvidence
from kg.tracing.introductions import Introduction
from kg.tracing.lineage import ReachedData
from kg.views.outline import Block, Heading, Item, Line, as_html, as_markdown, as_text
from kg.views.path_text import best_evidence, evidence_text, path_line
from kg.views.path_tree import branch_hops, branches
from kg.views.phrases import phrase
from kg.views.reported import NamedThing, Report, SectionLook
from kg.views.shown import excerpt, pages_unread, plural
from kg.views.trace_text import disputed, introduced_by_line, totals, unknown_line, unread_models, who_says
from kg.views.withdrawal import mark, withdrawn_line

NO_DATASET = "No dataset is named in this paper."


def report_text(answer: Report) -> str:
    """The report as plain text."""
    return as_text(outline(answer))


def report_markdown(answer: Report) -> str:
    """The report as Markdown."""
    return as_markdown(outline(answer))


def report_html(answer: Report) -> str:
    """The report as one self-contained HTML page without scripts."""
    return as_html(outline(answer), answer.paper.label)


def outline(answer: Report) -> tuple[Block, ...]:
    """The report in the order in which it is read."""
    return (
        *_head(answer),
        Heading("Datasets named"),
        *_datasets(answer),
        Heading("Models named"),
        *(_models(answer) or [Line("No model is named in this paper.")]),
        Heading("Data reached indirectly"),
        *_indirect(answer),
        Heading("Section by section"),
        *(_section(s) for s in answer.sections),
    )


def _head(answer: Report) -> Iterator[Block]:
    extraction = answer.extraction
    yield Heading(answer.paper.label, 1)
    if answer.paper.citation:
        yield Line(answer.paper.citation)
    pages = f"{plural(extraction.page_count, 'page')}, " if extraction.page_count else ""
    yield Line(
        f"Read from {extraction.source.name}: {pages}{plural(len(extraction.sections), 'section')}, "
        f"{plural(extraction.sentence_count, 'sentence')}, {plural(extraction.citation_count, 'citation')} of "
        f"{plural(len(extraction.references), 'reference')}."
    )
    if answer.other_files:
        yield Line(f"The paper was also read from {', '.join(answer.other_files)}; a file's name reports on that file.")
    if extraction.unread_pages:
        lost = pages_unread(extraction.unread_pages)
        yield Line(f"{lost[0].upper()}{lost[1:]}; what they say is not in this report.", strong=True)


def searched(answer: Report) -> str:
    """What was searched and for what, in a sentence."""
    sections = sum(1 for s in answer.sections if s.searched)
    go = "goes" if answer.datasets_known == 1 else "go"
    return (
        f"Searched: {plural(sections, 'section')} with {plural(answer.extraction.sentence_count, 'sentence')}, "
        f"captions and rows of tables among them, for the {plural(answer.names_known, 'name')} by which "
        f"{plural(answer.datasets_known, 'dataset')} known beforehand {go} in texts, "
        "and for new names by their wording (“trained on …”, “the … dataset”, results tables)."
    )


def _datasets(answer: Report) -> list[Block]:
    if not answer.datasets:
        return [Line(NO_DATASET, strong=True), Line(searched(answer))]
    return [_thing(t, {}) for t in answer.datasets]


def _models(answer: Report) -> list[Block]:
    told = {d.name: {r.evidence.quote for r in d.roles if r.evidence} for d in answer.datasets}
    return [_thing(t, told) for t in answer.models]


def _thing(thing: NamedThing, told: Mapping[str, Collection[str]]) -> Item:
    """The thing with its notes; relations whose quote stands with their object in ``told`` are only listed."""
    roles = ", ".join(phrase(r.predicate) for r in thing.roles) or "named"
    spellings = {fold(s): s for s in reversed(thing.surfaces)}
    spellings.pop(fold(thing.name), None)
    gone = withdrawn_line(thing.node) if thing.node else None
    notes = [gone] if gone else []
    notes += [f"also written: {', '.join(sorted(spellings.values()))}"] if spellings else []
    disputes = dict(thing.disputes)
    notes += [f"cited as: {_citation(r, disputes)}" for r in thing.references]
    for whole, references in thing.part_of:
        cited = "; or ".join(_citation(r, disputes) for r in references)
        notes.append(f"part of {whole}, cited as: {cited}" if cited else f"part of {whole}")
    notes += [_known_from(i) for i in thing.known_from[:1]]
    for role in thing.roles:
        notes += [_quote(role.evidence, thing.name)] if role.evidence else []
        notes += [evidence_text(piece, thing.name) for piece in role.curated]
    again: dict[str, list[str]] = {}
    for relation in thing.relations:
        line = f"{relation.subject} → {phrase(relation.predicate)} → "
        if relation.evidence.quote in told.get(relation.object, ()):
            again.setdefault(line, []).append(relation.object)
        else:
            notes += [line + relation.object, _quote(relation.evidence, relation.object)]
        notes += [f"{line}{relation.object}: {evidence_text(p, relation.object)}" for p in relation.curated]
    notes += [f"{line}{', '.join(names)} (quoted above)" for line, names in again.items()]
    if thing.undisclosed:
        notes += ["training data not disclosed", _quote(thing.undisclosed, thing.name)]
    name = thing.name + (mark(thing.node) if thing.node else "")
    return Item(f"{name}: {roles}", tuple(dict.fromkeys(notes)))  # a sentence that says two things stands once


def _citation(reference: Reference, disputes: Mapping[str, str]) -> str:
    """The work as the paper cites it, and what the registry has against it."""
    against = disputes.get(reference.key)
    return (reference.raw or reference.title or reference.key) + (f" [yet {against}]" if against else "")


def _known_from(found: Introduction) -> str:
    work = found.work.citation or found.work.label
    return f"not cited here; introduced by {work}{who_says(found)}{disputed(found)}"


def _quote(evidence: TextEvidence, around: str) -> str:
    where = [f"p. {evidence.page}"] if evidence.page is not None else []
    where += [evidence.section] if evidence.section else []
    place = f" ({', '.join(where)})" if where else ""
    return f'"{excerpt(evidence.quote, around)}"{place}'


def indirect(answer: Report) -> tuple[ReachedData, ...]:
    """The datasets reached otherwise than by the paper's own word that it, or its own model, trains on them."""
    return tuple(d for d in answer.lineage.datasets if not all(map(_own_word, d.paths[0].edges)))


def _own_word(edge: Edge) -> bool:
    own = edge.predicate in {Predicate.INTRODUCES, Predicate.TRAINS_ON, Predicate.TRAINED_ON}
    return own and not edge.background


def _indirect(answer: Report) -> Iterator[Block]:
    reached = indirect(answer)
    if any(d.only_mentioned for d in reached):
        yield Line("The paper says of no model that it uses it; models only mentioned are followed, so this is weaker.")
    nodes, by_iri = answer.lineage.nodes, {d.node.iri: d for d in reached}
    unread = unread_models(answer.lineage)
    for branch in branches((d.paths[0] for d in reached), nodes):
        ends = [by_iri[iri] for iri in branch.ends]
        told = filter(None, (line for d in ends for line in (withdrawn_line(d.node), introduced_by_line(d))))
        head = f"{path_line(branch.edges, nodes)} (belief {branch.belief:.2f})"
        yield Item(head, (*branch_hops(branch, nodes, unread), *told), depth=branch.depth)
    for end in answer.lineage.undisclosed:
        evidence = best_evidence(end.node.undisclosed, end.node.label)
        yield Item(f"{end.node.label}: training data not disclosed", (evidence,))
    for end in answer.lineage.unknown:
        yield Item(f"{end.node.label}: no training data known", (unknown_line(end),))
    if not reached:
        yield Line("No dataset is reached indirectly.")
    yield Line(totals(answer.lineage, reached))


def _section(look: SectionLook) -> Item:
    heading = look.heading or "(before the first heading)"
    if not look.searched:
        return Item(f"{heading} [{look.kind.value}]: the bibliography, not searched for names", quiet=True)
    datasets = f"datasets: {', '.join(look.datasets)}" if look.datasets else "no dataset named"
    models = f"; models: {', '.join(look.models)}" if look.models else ""
    return Item(f"{heading} [{look.kind.value}]: {datasets}{models}", quiet=not (look.datasets or look.models))
