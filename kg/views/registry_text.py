"""What the registry knows of a name, and how much it holds, for people."""

from kg.core.registry import KnownEntity, KnownWithdrawal, Work
from kg.core.statement import Fact, Predicate
from kg.grounding.counts import Counts
from kg.grounding.dossiers import Dossier, Dossiers, Introduction, OtherName
from kg.grounding.finding import Finding, Offer
from kg.grounding.registry_tables import Source
from kg.views.phrases import phrase
from kg.views.shown import shown, wrapped


def finding_text(finding: Finding, dossiers: Dossiers) -> str:
    """Each known thing with names, works, facts and the collections they come from; or the nearest names."""
    if not finding.found:
        lines = [f"nothing in the registry is called {shown(finding.asked)}"]
        lines += ["nearest names:"] if finding.near else []
        lines += [f"  {shown(o.entity.name)} ({o.entity.kind.value}): {shown(o.why)}" for o in finding.near]
        return "\n".join(lines) + "\n"
    return "\n".join(_entry(offer, dossiers.of(offer.entity), dossiers) for offer in finding.found)


def counts_text(counts: Counts) -> str:
    """A table for each question: what there is of each kind, which facts, from which collections."""
    lines = ["                 " + "".join(f"{k.kind.value + 's':>10}" for k in counts.kinds)]
    for label, field in (
        ("entries", "entries"),
        ("sought in texts", "sought"),
        ("other names", "other_names"),
        ("with a work", "with_work"),
        ("contradicted", "contradicted"),
        ("ambiguous", "ambiguous"),
        ("undisclosed", "undisclosed"),
    ):
        lines.append(f"{label:<17}" + "".join(f"{getattr(k, field):>10}" for k in counts.kinds))
    lines += ["", "facts"] + [f"  {_relation(predicate):<22}{number:>6}" for predicate, number in counts.facts]
    lines += ["", f"{'collection':<52}{'entries':>8}{'alone':>8}{'facts':>8}  licence"]
    for s in counts.sources:
        lines.append(
            f"{shown(s.source.title)[:50]:<52}{s.entries:>8}{s.alone:>8}{s.facts:>8}  {shown(s.source.licence)}"
        )
    return "\n".join(lines) + "\n"


def work_text(work: Work) -> str:
    """The work in one line: title, year, identifier."""
    number = f"arXiv:{work.arxiv}" if work.arxiv else f"doi:{work.doi}" if work.doi else work.url
    year = str(work.year) if work.year else None
    return ". ".join(shown(part) for part in (work.title, year, number) if part)


def _entry(offer: Offer, dossier: Dossier, dossiers: Dossiers) -> str:
    entity = offer.entity
    lines = [f"{shown(entity.name)}   {entity.kind.value}, {entity.id}   ({shown(offer.why)})"]
    notes = [*_names(dossier.names), *map(_work, dossier.works), *_licences(dossier), *_warnings(entity)]
    notes += [_fact(fact, dossiers) for fact in dossier.facts if fact.predicate is not Predicate.DISCLOSURE]
    notes.append("listed by " + ", ".join(map(_source, dossier.sources)))
    if dossier.checked:
        notes.append(f"checked: {dossier.checked}")
    lines += [line for note in notes for line in wrapped(note, "  ")]
    return "\n".join(lines) + "\n"


def _names(names: tuple[OtherName, ...]) -> list[str]:
    sought = ", ".join(shown(n.name) for n in names if n.sought)
    listed = ", ".join(shown(n.name) for n in names if not n.sought)
    return [f"also {sought}"] * bool(sought) + [f"listed as {listed}"] * bool(listed)


def _work(introduction: Introduction) -> str:
    by = "introduced by" if introduction.rank == 1 else "or, as others have it, by"
    return f"{by} {work_text(introduction.work)} (so {', '.join(s.title for s in introduction.sources)})"


def _licences(dossier: Dossier) -> list[str]:
    notes = [
        f"{'licence' if stated.rank == 1 else 'or, as others have it, licence'} {shown(stated.licence)}"
        f" (so {', '.join(s.title for s in stated.sources)})"
        for stated in dossier.licences
    ]
    return notes + ([f"homepage {shown(dossier.entity.homepage)}"] if dossier.entity.homepage else [])


def _warnings(entity: KnownEntity) -> list[str]:
    notes = [] if entity.withdrawn is None else [_withdrawn(entity.withdrawn)]
    if entity.undisclosed:
        notes.append("its makers have not disclosed its training data")
    if entity.ambiguous:
        notes.append("ambiguous: the name alone does not tell that this is meant")
    if not entity.sought:
        notes.append("not sought in texts: one collection lists it")
    return notes


def _withdrawn(withdrawal: KnownWithdrawal) -> str:
    when = f" {withdrawal.date}" if withdrawal.date else ", nobody says when"
    why = "; ".join(f"{shown(e.note or '')} ({shown(e.work or '')}; so {e.source})" for e in withdrawal.evidence)
    return f"WITHDRAWN{when}: {why}"


def _fact(fact: Fact, dossiers: Dossiers) -> str:
    target = dossiers.registry.get(fact.object)
    said = "; ".join(
        f"{e.source}, {e.confidence:.2f}" + (f", {shown(e.note)}" if e.note else "") for e in fact.evidence
    )
    return f"{phrase(fact.predicate)} {shown(target.name if target else fact.object)} ({said})"


def _relation(predicate: Predicate) -> str:
    return "data not disclosed" if predicate is Predicate.DISCLOSURE else phrase(predicate)


def _source(source: Source) -> str:
    return f"{source.title} ({source.licence})"
