"""The command that shows a graph in the browser: serve."""

from typing import Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, command
from kg.cli.telling import message


@command("serve")
def serve_(
    graph: FolderOption = DEFAULT_FOLDER,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes any free one.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; but for loopback it needs --allow-remote.")
    ] = "127.0.0.1",
    remote: Annotated[bool, typer.Option("--allow-remote", help="Let other machines in; needs a token.")] = False,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="A further name by which browsers may call the server; again for each."),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar="KG_TOKEN", help="What whoever comes must know, 16 characters or more."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", help="Origin whose pages may read /api, /entity and /sparql, never with cookies; again for each."
        ),
    ] = None,
    curation: Annotated[
        bool,
        typer.Option("--allow-curation", help="Let whoever has the token accept, reject and merge; needs a token."),
    ] = False,
    proxied: Annotated[
        bool,
        typer.Option("--behind-proxy", help="A proxy stands before the server; its X-Forwarded-Proto is believed."),
    ] = False,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows of a query's answer at most.")] = 10_000,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds for an answer at most.")] = 10,
) -> None:
    """Show the graph in the browser, with a JSON API and a SPARQL endpoint."""
    from kg.web.running import serve  # noqa: PLC0415
    from kg.web.settings import ServingSettings  # noqa: PLC0415

    settings = ServingSettings(
        graph=graph,
        host=host,
        port=port,
        remote=remote,
        names=tuple(names or ()),
        token=token or None,
        cors=tuple(cors or ()),
        curation=curation,
        proxied=proxied,
        max_rows=max_rows,
        time_limit_s=time_limit,
    )
    serve(settings, ready=lambda address: message(f"{graph} is served at {address}  (Ctrl-C stops)"))
    message("stopped")
