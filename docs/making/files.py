"""The page of file formats and their versions, out of the constants that the program writes them with."""

import rdflib
from rdflib.namespace import OWL
from writing import NOTE

from kg.core.decisions import DecisionKind
from kg.core.version import __version__
from kg.places import NOTE as PLACES
from kg.resources import shipped
from kg.store import backup, curation_log, holder, migrating
from kg.store.archives import MANIFEST
from kg.store.shards import manifest
from kg.store.snapshots import EVERY_S, SNAPSHOTS, STORE
from kg.store.vocabulary import KG


def page() -> str:
    """The page as text."""
    ontology = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
    values = {
        "kg": __version__,
        "graph": migrating.FORMAT,
        "backup": backup.VERSION,
        "shards": manifest.FORMAT,
        "ontology": ontology.value(rdflib.URIRef(KG.rstrip("#")), OWL.versionInfo),
        "mark": holder.MARK,
        "writer": holder.NOTE,
        "store": STORE,
        "snapshots": SNAPSHOTS,
        "seconds": int(EVERY_S),
        "log": curation_log.FILE,
        "columns": ", ".join(f"`{column}`" for column in curation_log.COLUMNS),
        "kinds": ", ".join(f"`{kind}`" for kind in DecisionKind),
        "places": PLACES,
        "manifest": MANIFEST,
        "shard_list": manifest.MANIFEST,
    }
    return NOTE + _TEXT.format_map(values)


_TEXT = """# Files and versions

What kg writes, and which version of each form this kg ({kg}) writes.

| what | version | where it stands |
| --- | --- | --- |
| a graph's folder | {graph} | `format` in `{mark}` |
| a backup | {backup} | `kg_backup` in `{manifest}`, and beside it `format`, that of the graph |
| a folder of shards | {shards} | `kg_shards` in the first line of `{shard_list}` |
| the ontology | {ontology} | `owl:versionInfo` in `ontology/kg.ttl` |

## A graph's folder

| file | holds |
| --- | --- |
| `{mark}` | the mark of a graph: its format. Whoever uses the graph holds it locked: readers share the lock, a writer has it alone |
| `{store}/` | Oxigraph's files. Open them with kg alone while somebody writes |
| `{log}` | the log of decisions, where anybody decided anything; made to be read, edited and kept under version control |
| `{places}` | where files lay when they were read, so that a changed file takes the place of what it said. Without it nothing is lost but that |
| `{snapshots}/` | while somebody writes: what readers see, a new one each {seconds} seconds at most |
| `{writer}` | while somebody writes: who. It is for people; the lock decides |

A graph of an older format is brought up to date when a command that writes opens it, in a copy that then takes its place; what was there
stays in it as `before-format-N`. A newer one is refused in a sentence. A folder may be
moved or copied while nobody writes it; `kg backup` copies it at any time.

## {log}

Tab-separated, UTF-8, one decision a line, in any order. The columns are {columns}. Decisions are {kinds};
[`kg curate`](../commands.md#kg-curate) says what each does. A tab in a cell is `\\t`, a line feed `\\n`, a backslash `\\\\`, another unseen
character `\\u{{…}}`.

## A backup

A folder, or an archive where the name ends in `.tar`, `.tar.gz` or `.tgz`. `{manifest}` comes first and names every other file with its
size and SHA-256, and the format of the graph. [`kg restore`](../commands.md#kg-restore) takes nothing that it does not name.

## A folder of shards

`{shard_list}` has a line for the program and settings that read the papers, and one for each shard with its name, size, SHA-256, sources and
quads. A shard is `shard-000001.nq.gz` and so on: sorted N-Quads of a thousand sources or of what came in five minutes, each source a named
graph, compressed by gzip. `{places}` notes where files lay; by it a build that was ended goes on. [`kg load`](../commands.md#kg-load) makes a graph of shards.

## Exports

Forms are told by the suffix: [the list](../commands.md#kg-export). Turtle, TriG, N-Quads, N-Triples and JSON-LD come back with
`kg import`. The same graph gives the same bytes, and the same RDFC-1.0 hash.

## What fetching leaves

`fetched.tsv` beside the papers notes of each its identifier, name, address, SHA-256 and size. `.kg-fetch/` keeps answers of services for
a week and files that broke off; it may be deleted.

## Lines of JSON

`kg build --events FILE` adds a line for each paper; `kg extract --json`, `kg mentions`, `kg references` and `kg leaks --json` write a line for
each answer. [JSON](../json.md) describes the fields.
"""
