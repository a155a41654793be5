"""What made an extraction: the program that reads, and all that decides what it finds."""

import hashlib
from functools import lru_cache
from pathlib import Path

from kg.core.rejections import Rejections
from kg.core.version import __version__
from kg.extraction.installed import installed
from kg.resources import shipped

_MODELS = (
    "extraction/tagging/model",
    "extraction/deciding/model",
    "documents/references/parsing/model",
    "statements/relating/model",
)
_ROOMS = ("core", "documents", "extraction", "grounding", "statements")
NONE_REJECTED = Rejections()


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """What made an extraction: the program's version and a digest of the code that reads, finds, grounds and states.

    It changes with every change of that code, so that papers stored by older code are read again.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        for module in sorted(Path(__file__).parent.joinpath(room).rglob("*.py")):
            digest.update(module.relative_to(Path(__file__).parent).as_posix().encode() + b"\0" + module.read_bytes())
    return f"kg {__version__}+{digest.hexdigest()[:12]}"


@lru_cache(maxsize=2)
def settings_digest(rejected: Rejections = NONE_REJECTED) -> str:
    """A digest of all that decides an extraction beside the paper and the program.

    That is the registry's tables, the trained models, a scispaCy model where the user has installed one, and the pairs
    that somebody has rejected.
    """
    digest = hashlib.sha256(repr(installed()).encode())
    for pair in rejected.pairs:
        digest.update(f"{pair.one}\0{pair.other}\0".encode())
    for folder in _MODELS:
        for model in sorted(Path(__file__).parent.joinpath(folder).iterdir()):
            if model.is_file() and model.suffix != ".py":
                digest.update(model.name.encode() + b"\0" + hashlib.sha256(model.read_bytes()).digest())
    for table in sorted(shipped("ontology", "registry").glob("*.tsv")):
        digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return digest.hexdigest()[:16]
