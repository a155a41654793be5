"""The command that puts a graph into a SPARQL endpoint: push."""

from typing import Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, command, print_json
from kg.cli.progress import Bar


@command("push", stopped="stopped; what was sent stays, and the same command sends the rest")
def push_(
    url: Annotated[str, typer.Argument(help="Address that the endpoint's queries go to.")],
    graph: GraphOption = DEFAULT_GRAPH,
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", help="Push this source only, by name, and drop nothing; again for each."),
    ] = None,
    gsp_url: Annotated[str | None, typer.Option("--gsp-url", help="Address of the Graph Store Protocol.")] = None,
    update_url: Annotated[str | None, typer.Option("--update-url", help="Address of SPARQL Update.")] = None,
    user: Annotated[
        str, typer.Option("--user", envvar="KG_ENDPOINT_USER", show_default=False, help="Name to write under.")
    ] = "",
    password: Annotated[
        str, typer.Option("--password", envvar="KG_ENDPOINT_PASSWORD", show_default=False, help="Its password.")
    ] = "",
    token: Annotated[
        str, typer.Option("--token", envvar="KG_ENDPOINT_TOKEN", show_default=False, help="Bearer token instead.")
    ] = "",
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds that one request may take.")] = 60,
    keep: Annotated[bool, typer.Option("--keep", help="Leave there what is gone here.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Send what has not changed too, for a server that was altered.")
    ] = False,
    no_union: Annotated[
        bool, typer.Option("--no-union", help="Leave out the graph that is all others' union.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Put the graph into a SPARQL 1.1 endpoint, each source as a named graph; pushing again brings it up to date."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.remote.address import Credentials  # noqa: PLC0415
    from kg.store.remote.push import Target, Wishes, push_graph  # noqa: PLC0415
    from kg.views.pushed import pushed_json, pushed_text  # noqa: PLC0415

    target = Target(url, gsp_url, update_url, Credentials(user, password, token), timeout)
    wishes = Wishes(tuple(sources or ()), keep=keep, force=force, union=not no_union, dry_run=dry_run)
    with Bar("pushing", "graphs") as progress, Graph.open_read_only(graph) as opened:
        done = push_graph(opened, target, wishes, progress=progress)
    if as_json:
        print_json(pushed_json(done))
    else:
        typer.echo(pushed_text(done), nl=False)
