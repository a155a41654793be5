"""Cards of Hugging Face's hub: what the YAML head of a README.md says of a model or dataset."""

import re
from pathlib import PurePosixPath
from typing import Any

from kg.core.entity import EntityKind
from kg.core.imported import Claim, Gathered, ImportedEvidence, Named, PassedOver
from kg.core.statement import Predicate
from kg.importing.file import ImportFile
from kg.importing.licences import licence_names
from kg.importing.plain import field, text_of, texts_of
from kg.importing.works import work_of
from kg.importing.yaml_text import parse_yaml

_HEAD = re.compile(r"\A\s*(?:<!--.*?-->\s*)?---[ \t]*\n(.*?)(?:\n---[ \t]*(?:\n|\Z)|\Z)", re.DOTALL)
_TITLE = re.compile(
    r"^#\s+(?:(?P<kind>dataset|model)\s+card\s+(?:for|of)\s+)?[\"“'`]?(?P<name>[^\n]{1,200}?)[\"”'`]?[^\S\n]{0,40}$",
    re.I | re.M,
)
_PLACEHOLDER = re.compile(r"[{}<>\[\]]|\bcard\b", re.IGNORECASE)
_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)?")
_DATASET_FIELDS = frozenset(
    {
        "annotations_creators",
        "configs",
        "dataset_info",
        "language_creators",
        "multilinguality",
        "paperswithcode_id",
        "pretty_name",
        "size_categories",
        "source_datasets",
        "task_categories",
        "task_ids",
    }
)
_MODEL_FIELDS = frozenset(
    {
        "base_model",
        "base_model_relation",
        "datasets",
        "inference",
        "library_name",
        "metrics",
        "model-index",
        "model_name",
        "new_version",
        "pipeline_tag",
        "widget",
    }
)
_RELATIONS = {
    "finetune": (0.9, None),
    "adapter": (0.9, "an adapter for the base model"),
    "merge": (0.9, "merged from several models"),
    "quantized": (0.9, "quantized, with the weights of the base model"),
    "distill": (0.7, "distilled from the base model"),
}
_UNTOLD = (0.7, "the card does not say how it was made from its base model")
_TRAINED_ON = 0.8
_SOURCE = 0.8
_TAGGED = 0.5  # the hub sets the tag for each arXiv address in a card: related, not more


def read_card(file: ImportFile) -> Gathered:
    """What a card's head says: licence, data trained on, base models, source datasets, the work of a single arXiv tag.

    A tag says that a paper is related. Only where there is one and no base model, whose paper it might be, is it taken
    for the paper that introduced the thing, with little confidence.

    Raises:
        ValueError: there is no head, or it is no YAML.
    """
    text = file.text()
    found = _HEAD.match(text)
    if found is None:
        raise ValueError("it has no head between two lines of ---; a card opens with one")
    head = parse_yaml(found[1])
    if not isinstance(head, dict):
        raise ValueError("its head holds no fields; a card's head names licence, datasets or base model")
    title = _TITLE.search(text, found.end())
    kind = _kind(head, file.where or file.name, title)
    if kind is None:
        reason = "its head tells neither a dataset nor a model; put it into a folder datasets/ or models/"
        return Gathered(passed_over=(PassedOver(file.name, reason),))
    thing = _thing(head, kind, file, title)
    if thing is None:
        return Gathered(passed_over=(PassedOver(file.name, "it gives no name; it may be a template"),))
    return _gathered(head, thing, file.name)


def _kind(head: dict[str, Any], where: str, title: re.Match[str] | None) -> EntityKind | None:
    folders = PurePosixPath(where).parts
    for kind in EntityKind:
        if f"{kind.value}s" in folders or (title and (title["kind"] or "").lower() == kind.value):
            return kind
    data, models = len(_DATASET_FIELDS & head.keys()), len(_MODEL_FIELDS & head.keys())
    if data == models:
        return None
    return EntityKind.DATASET if data > models else EntityKind.MODEL


def _thing(head: dict[str, Any], kind: EntityKind, file: ImportFile, title: re.Match[str] | None) -> Named | None:
    printed = title["name"].strip(" \"“”'`") if title else None
    folder = _repository(file)
    repository = folder if folder and "/" in folder else _told_id(head, kind, printed) or folder
    spelled = [text_of(field(head, "pretty_name", "model_name")), text_of(printed)]
    names = [n for n in spelled if n and not _PLACEHOLDER.search(n)]
    if repository:
        names.insert(1 if kind is EntityKind.DATASET and field(head, "pretty_name") and names else 0, repository)
    if not names:
        return None
    if kind is EntityKind.MODEL and len(names) > 1 and repository:
        names = [
            repository,
            *(n for n in names[1:] if n == text_of(field(head, "model_name"))),
        ]  # headings of models say much
    short = re.findall(r"\(([^()]{2,40})\)", names[0])
    listed = text_of(head.get("paperswithcode_id"))
    aliases = [*names[1:], *short, *([listed] if listed and _REPOSITORY.fullmatch(listed) else [])]
    work = _tagged_work(head)
    return Named(
        kind,
        names[0],
        repository,
        tuple(a for a in dict.fromkeys(aliases) if a not in {names[0], repository}),
        work,
        _licence(head),
        f"https://huggingface.co/{'datasets/' if kind is EntityKind.DATASET else ''}{repository}"
        if repository and repository == folder and "/" in repository
        else None,
        borrowed=bool(texts_of(head.get("base_model"))),
    )


def _told_id(head: dict[str, Any], kind: EntityKind, printed: str | None) -> str | None:
    """The id that the card itself tells: a model's name in its head, else a heading that is one, such as ``org/name``.

    A heading of one word is taken for a model's, while that of a dataset is commonly its name in other letters.
    """
    results = head.get("model-index")
    listed = [text_of(r.get("name")) for r in results if isinstance(r, dict)] if isinstance(results, list) else []
    heading = printed if printed and (kind is EntityKind.MODEL or "/" in printed) else None
    told = [text_of(field(head, "model_name")), *listed, heading]
    return next((name for name in told if name and _REPOSITORY.fullmatch(name)), None)


def _repository(file: ImportFile) -> str | None:
    """The repository as the card's folders tell it: ``org/name/README.md`` within a source, or ``org--name.md``."""
    path = PurePosixPath(file.name)
    if path.stem.lower() == "readme":
        inside = path.parts[:-1] or PurePosixPath(file.where).parts[:-1][-1:]
        name = "/".join([p for p in inside if p not in {"datasets", "models"}][-2:])
    elif "--" in path.stem:
        name = path.stem.removeprefix("datasets--").removeprefix("models--").replace("--", "/", 1)
    else:
        return None
    return name if name and _REPOSITORY.fullmatch(name) else None


def _licence(head: dict[str, Any]) -> str | None:
    told = field(head, "license", "licenses", "licence")
    return licence_names(told) or licence_names(head.get("license_name"), head.get("license_link"))


def _arxiv_tags(head: dict[str, Any]) -> list[str]:
    tags = (
        tag.lower().removeprefix("arxiv:") for tag in texts_of(head.get("tags")) if tag.lower().startswith("arxiv:")
    )
    return list(dict.fromkeys(tags))


def _tagged_work(head: dict[str, Any]) -> Any:
    tags = _arxiv_tags(head)
    return work_of(f"arxiv {tags[0]}") if len(tags) == 1 and not texts_of(head.get("base_model")) else None


def _gathered(head: dict[str, Any], thing: Named, record: str) -> Gathered:
    claims, passed = list[Claim](), list[PassedOver]()

    def claim(predicate: Predicate, target: Any, confidence: float, note: str | None = None) -> None:
        claims.append(Claim(thing, predicate, target, ImportedEvidence(record, confidence, note=note)))

    if thing.kind is EntityKind.MODEL:
        for name in texts_of(head.get("datasets")):
            if _REPOSITORY.fullmatch(name) or "/" not in name:
                claim(Predicate.TRAINED_ON, repository_named(name, EntityKind.DATASET), _TRAINED_ON)
        confidence, note = _RELATIONS.get((text_of(head.get("base_model_relation")) or "").lower(), _UNTOLD)
        for name in texts_of(head.get("base_model")):
            claim(Predicate.FINE_TUNED_FROM, repository_named(name, EntityKind.MODEL), confidence, note)
    else:
        for told in texts_of(head.get("source_datasets")):
            way, bar, name = told.partition("|")
            if way == "original" or (bar and name in {"other", ""}):
                continue
            name = (name if bar else way).removeprefix("other-")
            if text_of(name):
                claim(Predicate.DERIVED_FROM, repository_named(name, EntityKind.DATASET), _SOURCE)
    tags = _arxiv_tags(head)
    if thing.work is not None:
        claim(Predicate.INTRODUCED_BY, thing.work, _TAGGED, "by its only arXiv tag")
    elif tags:
        passed.append(PassedOver(f"{record}: {', '.join(tags[:3])}", "arXiv tags only say that papers are related"))
    return Gathered(things=(thing,), claims=tuple(claims), passed_over=tuple(passed))


def repository_named(name: str, kind: EntityKind) -> Named:
    """A thing that goes by the name of its repository."""
    name = re.sub(r"^https?://huggingface\.co/(?:datasets/)?", "", name).strip("/")
    return Named(kind, name, name)
