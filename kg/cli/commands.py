"""The group of all commands: each is loaded when it is called, and help is written from the table of headings."""

import sys
from importlib import import_module
from typing import Any

import click
import typer
from typer.core import TyperGroup

from kg.cli.exits import EXIT_INTERRUPTED
from kg.cli.headings import ENTRIES, HEADINGS
from kg.cli.telling import complain

registered: dict[str, typer.Typer] = {}
"""The commands and groups of those modules that are loaded, by name; filled by these modules."""


def group(name: str, told: str) -> typer.Typer:
    """A new group of commands, registered under its name."""
    registered[name] = typer.Typer(
        name=name, help=told, no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
    registered[name].callback()(_nothing)  # which keeps a group of one command a group
    return registered[name]


def _nothing() -> None:
    """Do nothing before a command of a group."""


class Commands(TyperGroup):
    """The commands of kg."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is the library's
        """The names of all commands that are shown."""
        return [entry.name for entry in ENTRIES.values() if not entry.hidden]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of the name, its module being loaded; None where there is none."""
        if cmd_name not in self.commands and (entry := ENTRIES.get(cmd_name)) is not None:
            from kg.cli.configured import configure  # noqa: PLC0415 - help needs no settings

            import_module(f"kg.cli.{entry.module}")
            command = typer.main.get_command(registered[cmd_name])
            command.name = cmd_name
            configure(command, ctx)
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, and the other words; where there is none, the nearest are offered.

        ``kg help COMMAND`` is ``kg COMMAND --help``, of a group's commands too.
        """
        if args[0] == "help" and not ctx.resilient_parsing:
            if len(args) == 1:
                typer.echo(ctx.get_help())
                ctx.exit()
            in_group = isinstance(self.get_command(ctx, args[1]), click.Group)
            args = [*(args[1:3] if in_group else args[1:2]), "--help"]
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-") and not ctx.resilient_parsing:
            from kg.nearest import nearest_to  # noqa: PLC0415

            near = nearest_to(args[0], self.list_commands(ctx))
            meant = f"did you mean {' or '.join(near)}?" if near else "kg -h lists them all"
            ctx.fail(f"{args[0]}: no such command; {meant}")
        return super().resolve_command(ctx, args)

    def main(self, args: Any = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run kg and end the process; wrong usage is told in one sentence, as every other error."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            from kg.cli.usage import told  # noqa: PLC0415 - most words are right

            complain(f"kg: {told(error)}")
            sys.exit(error.exit_code)
        except click.Abort:
            complain("kg: interrupted")
            sys.exit(EXIT_INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run what the words ask for; Ctrl-C before a command has begun ends kg in a sentence too."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if error.ctx is None and ctx.invoked_subcommand:  # the parser of words does not say whose they were
                command = self.get_command(ctx, ctx.invoked_subcommand)
                error.ctx = click.Context(command, parent=ctx, info_name=ctx.invoked_subcommand)
            raise
        except KeyboardInterrupt:
            complain("kg: interrupted")
            raise typer.Exit(EXIT_INTERRUPTED) from None

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, and the options after them."""
        self.format_commands(ctx, formatter)
        typer.core.TyperCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write each heading with its commands, a line each."""
        widest = max(map(len, ENTRIES))
        for heading, entries in HEADINGS:
            with formatter.section(heading):
                formatter.write_dl([(f"{e.name:<{widest}}", e.does) for e in entries if not e.hidden])
