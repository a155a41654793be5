"""YAML as plain values, within bounds: lists, mappings and texts, never an object of Python's."""

from typing import Any

from srsly import ruamel_yaml as yaml

from kg.importing.limits import MOST_ALIASES, MOST_DEPTH, MOST_NODES, MOST_YAML_BYTES

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_Value = Any  # None, a text, a list or a mapping of texts


def parse_yaml(text: str) -> _Value:
    """The first document of a YAML text; every scalar is a text, but for null, which is None.

    Tags are ignored, so nothing is made but lists, mappings and texts. Keys that are no texts are left out with what
    they hold; of equal keys the last counts. Values that are referred to count each time.

    Raises:
        ValueError: it is no YAML, or exceeds the bounds; the message is a clause.
    """
    if len(text) > MOST_YAML_BYTES:
        raise ValueError(f"it holds more than {MOST_YAML_BYTES >> 20} MiB of YAML; split it")
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.DocumentEndEvent):
                break
            builder.take(event)
    except yaml.error.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or "it cannot be read"
        raise ValueError(f"it is no YAML ({what}{where}); mend it there") from error
    except (AttributeError, TypeError, AssertionError, RecursionError, IndexError) as error:
        raise ValueError("it is no YAML that can be read; mend it") from error
    return builder.value


class _Builder:
    """Makes values of events; holds what is open, and how many values each anchor stands for."""

    def __init__(self) -> None:
        self.value: _Value = None
        self._open: list[tuple[_Value, str | None, int]] = []  # a list, or pairs of a mapping; its anchor; count before
        self._anchors: dict[str, tuple[_Value, int]] = {}
        self._count = self._aliases = 0

    def take(self, event: Any) -> None:
        match event:
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                if len(self._open) >= MOST_DEPTH:
                    raise ValueError("its values are nested too deeply; it is no file of this form")
                self._counted(1)
                made: _Value = [] if isinstance(event, yaml.SequenceStartEvent) else _Pairs()
                self._open.append((made, event.anchor, self._count))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                made, anchor, before = self._open.pop()
                value = made.mapping() if isinstance(made, _Pairs) else made
                self._add(value, anchor, self._count - before + 1)
            case yaml.ScalarEvent():
                self._counted(1)
                self._add(None if event.style is None and event.value in _NOTHING else event.value, event.anchor, 1)
            case yaml.AliasEvent():
                self._aliases += 1
                if self._aliases > MOST_ALIASES:
                    raise ValueError("it refers back to its own values too often; write them out")
                if event.anchor not in self._anchors:
                    raise ValueError(f"it refers to a value that is not there (*{event.anchor[:40]}); mend it")
                value, count = self._anchors[event.anchor]
                self._counted(count)
                self._add(value, None, count)

    def _counted(self, count: int) -> None:
        self._count += count
        if self._count > MOST_NODES:
            raise ValueError("it holds too many values, or refers back to its own values over and over; split it")

    def _add(self, value: _Value, anchor: str | None, count: int) -> None:
        if anchor:
            self._anchors[anchor] = (value, count)
        if self._open:
            self._open[-1][0].append(value)
        else:
            self.value = value


class _Pairs(list[Any]):
    """Keys and values of a mapping in turn."""

    def mapping(self) -> dict[str, _Value]:
        return {key: value for key, value in zip(self[::2], self[1::2], strict=True) if isinstance(key, str)}
