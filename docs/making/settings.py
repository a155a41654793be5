"""The page of settings, out of kg/configuration."""

from writing import NOTE, code, table

from kg.configuration.settings import SETTINGS, Setting

_INTRO = """# Settings

What most commands are to take can be set once: in `kg.toml`, or by a variable of the environment. An option beats a variable, a variable
beats `kg.toml`, and that beats the default. `kg config show` tells each setting as it stands here and now, and where it came from;
[`kg config`](../commands.md#kg-config) says where `kg.toml` is looked for.

"""
_SECRETS = """
## Secrets

These are set by variables alone, so that they stand in no file and in no list of processes.

"""
_FURTHER = """
## Other variables

`NO_COLOR` switches colours off, as a pipe does. `KG_ARXIV_URL`, `KG_OPENALEX_URL`, `KG_UNPAYWALL_URL` and `KG_CROSSREF_URL` put other
addresses in the place of services, and `KG_OPENALEX_KEY` holds a key of OpenAlex: [`kg fetch`](../commands.md#kg-fetch).
"""


def page() -> str:
    """The page as text."""
    open_ones = table(
        ("in kg.toml", "holds", "variable", "option", "for"),
        (
            (code(s.name), s.kind.value, code(s.variable), code(s.option), _commands(s))
            for s in SETTINGS
            if not s.secret
        ),
    )
    secrets = table(
        ("variable", "option", "for"),
        ((code(s.variable), code(s.option), _commands(s)) for s in SETTINGS if s.secret),
    )
    return NOTE + _INTRO + open_ones + _SECRETS + secrets + _FURTHER


def _commands(setting: Setting) -> str:
    named = setting.commands or ((setting.section,) if setting.section else ())
    return ", ".join(code(f"kg {command}") for command in named) or "all that have the option"
