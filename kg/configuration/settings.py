"""The settings: which options of which commands can be set once, in kg.toml or by a variable."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a setting holds."""

    TEXT = "a text"
    PLACE = "a path or an address"
    TEXTS = "a list of texts"
    WHOLE = "a whole number"
    NUMBER = "a number"
    SWITCH = "true or false"


@dataclass(frozen=True, slots=True)
class Setting:
    """An option that can be set once.

    section is the table of kg.toml, and empty at its head, where settings are for all commands that have the option;
    commands are those that a table is for. A secret stands in a variable alone.
    """

    section: str
    key: str
    kind: Kind
    named: str = ""
    option_: str = ""
    commands: tuple[str, ...] = ()
    secret: bool = False

    @property
    def name(self) -> str:
        """The key with its table, as TOML writes it."""
        return f"{self.section}.{self.key}" if self.section else self.key

    @property
    def option(self) -> str:
        """The option on the command line."""
        return f"--{self.option_ or self.key}"

    @property
    def variable(self) -> str:
        """The variable of the environment."""
        return self.named or "KG_" + self.name.replace(".", "_").replace("-", "_").upper()

    def is_for(self, command: str) -> bool:
        """Whether a command takes the setting, if it has the option."""
        return not self.section or command in (self.commands or (self.section,))


_BUILDS = ("build", "watch")

SETTINGS = (
    Setting("", "graph", Kind.PLACE),
    Setting("", "jobs", Kind.WHOLE),
    Setting("", "engine", Kind.TEXT),
    Setting("", "scheduler", Kind.TEXT),
    Setting("", "depth", Kind.WHOLE),
    Setting("", "min-belief", Kind.NUMBER),
    Setting("", "curator", Kind.TEXT, option_="by"),
    Setting("", "email", Kind.TEXT),
    Setting("", "offline", Kind.SWITCH),
    Setting("build", "time-limit", Kind.NUMBER, commands=_BUILDS),
    Setting("build", "memory-limit", Kind.WHOLE, commands=_BUILDS),
    Setting("retry", "time-limit", Kind.NUMBER),
    Setting("retry", "memory-limit", Kind.WHOLE),
    Setting("watch", "every", Kind.NUMBER),
    Setting("query", "time-limit", Kind.NUMBER),
    Setting("query", "memory-limit", Kind.WHOLE),
    Setting("query", "max-rows", Kind.WHOLE),
    Setting("fetch", "into", Kind.PLACE),
    Setting("fetch", "hosts", Kind.TEXTS, option_="host"),
    Setting("fetch", "time-limit", Kind.NUMBER),
    Setting("fetch", "max-mib", Kind.WHOLE),
    Setting("serve", "host", Kind.TEXT),
    Setting("serve", "port", Kind.WHOLE),
    Setting("serve", "time-limit", Kind.NUMBER),
    Setting("serve", "max-rows", Kind.WHOLE),
    Setting("serve", "token", Kind.TEXT, named="KG_TOKEN", secret=True),
    Setting("push", "user", Kind.TEXT, named="KG_ENDPOINT_USER", secret=True),
    Setting("push", "password", Kind.TEXT, named="KG_ENDPOINT_PASSWORD", secret=True),
    Setting("push", "token", Kind.TEXT, named="KG_ENDPOINT_TOKEN", secret=True),
)
"""All of them, those for all commands first."""


def setting_of(command: str, option: str) -> Setting | None:
    """The setting behind a command's option, if there is one."""
    return next((s for s in SETTINGS if s.option == option and s.is_for(command)), None)
