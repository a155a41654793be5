"""The file kg.toml: looked for in the working folder and those above it, and read strictly."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.configuration.settings import SETTINGS, Kind, Setting
from kg.core.errors import WrongUsageError

FILE = "kg.toml"

_LARGEST = 1 << 20
_ADDRESS = "://"
_PYTHON: dict[Kind, tuple[type, ...]] = {
    Kind.WHOLE: (int,),
    Kind.NUMBER: (int, float),
    Kind.SWITCH: (bool,),
    Kind.TEXTS: (list,),
}


class ConfigurationError(WrongUsageError):
    """kg.toml cannot be read, or says what kg does not know; the reason is a clause that says what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a file sets, by the names of settings; no file sets nothing.

    foreign is a file that lies there and was passed over because it belongs to somebody else.
    """

    path: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    foreign: Path | None = None


def configuration(folder: Path) -> Configuration:
    """What the nearest kg.toml says, in the folder or above it; paths in it count from where it lies.

    A file of another user is not read, for it could lead the work elsewhere.

    Raises:
        ConfigurationError: it cannot be read as TOML, or holds a key that kg does not know or a value of another kind.
    """
    path = next((place / FILE for place in (folder, *folder.parents) if (place / FILE).is_file()), None)
    if path is None:
        return Configuration()
    try:
        if hasattr(os, "geteuid") and path.stat().st_uid not in {os.geteuid(), 0}:
            return Configuration(foreign=path)
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigurationError(str(path), f"it cannot be read ({error.strerror or error})") from error
    if len(text) > _LARGEST:
        raise ConfigurationError(str(path), "it is longer than a mebibyte; leave in it what is set for kg")
    try:
        said = tomllib.loads(text.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(str(path), f"it is no TOML ({error}); mend it there") from error
    return Configuration(path, dict(_values(path, said)))


def _values(path: Path, said: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in _flat(path, said):
        setting = next((s for s in SETTINGS if s.name == name), None)
        if setting is None:
            raise ConfigurationError(str(path), _unknown(name))
        if setting.secret:
            reason = f"{name} is a secret, and files are read by many; set {setting.variable} instead"
            raise ConfigurationError(str(path), reason)
        yield name, _fit(path, setting, value)


def _flat(path: Path, said: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    sections = {s.section for s in SETTINGS if s.section}
    for key, value in said.items():
        if isinstance(value, dict):
            if key not in sections:
                raise ConfigurationError(str(path), _unknown(key, sections, "table"))
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _unknown(name: str, names: Iterable[str] = (), what: str = "setting") -> str:
    from kg.nearest import nearest_to  # noqa: PLC0415 - most files are right

    near = nearest_to(name, names or (s.name for s in SETTINGS if not s.secret))
    meant = f"did you mean {' or '.join(near)}?" if near else "kg config show names them all"
    return f"{name}: no such {what}; {meant}"


def _fit(path: Path, setting: Setting, value: Any) -> Any:
    """The value, if it is of the setting's kind."""
    right = isinstance(value, _PYTHON.get(setting.kind, (str,))) and isinstance(value, bool) == (
        setting.kind is Kind.SWITCH
    )
    if not right or (setting.kind is Kind.TEXTS and not all(isinstance(each, str) for each in value)):
        raise ConfigurationError(str(path), f"{setting.name} must be {setting.kind.value}; mend it there")
    if setting.kind is Kind.PLACE and _ADDRESS not in value:
        return _from_here(path.parent / Path(value).expanduser())
    return value


def _from_here(place: Path) -> str:
    """The path as it is written from the working folder, where it lies within it."""
    here = Path.cwd()
    return str(place.relative_to(here)) if place.is_relative_to(here) else str(place)
