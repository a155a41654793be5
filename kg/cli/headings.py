"""The commands by name, under headings and in the order in which a newcomer needs them.

Help is written from this table alone, and a command's module is loaded when the command is called, so that kg starts
quickly.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command, the module of ``kg.cli`` that registers it, and what it does in a line."""

    name: str
    module: str
    does: str
    hidden: bool = False


HEADINGS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Begin",
        (
            Entry("demo", "share", "Build and trace the papers that travel with kg."),
            Entry("build", "build", "Read papers into a graph, with quotes."),
            Entry("status", "build", "Show which papers are in the graph, and which failed."),
        ),
    ),
    (
        "Ask",
        (
            Entry("trace", "lineage", "Show the data that something rests on, hop by hop."),
            Entry("impact", "lineage", "Show what rests on a dataset or model."),
            Entry("report", "ask", "Tell what was looked at in a paper, and found."),
            Entry("leaks", "lineage", "Find test sets upstream of the training data."),
            Entry("licenses", "lineage", "Show the licences of all that something rests on."),
            Entry("licences", "lineage", "", hidden=True),
            Entry("overlap", "lineage", "Show the data that two things share upstream."),
            Entry("conflicts", "explore", "Show on what sources disagree."),
            Entry("query", "ask", "Ask in SPARQL, or a named question."),
        ),
    ),
    (
        "Look",
        (
            Entry("view", "share", "Write a page that shows the graph, offline."),
            Entry("serve", "serve", "Show the graph in the browser."),
            Entry("stats", "explore", "Count what is in the graph."),
            Entry("diff", "explore", "Hold two graphs against each other."),
        ),
    ),
    (
        "Grow",
        (
            Entry("frontier", "explore", "Show which cited works are most worth reading next."),
            Entry("fetch", "fetch", "Fetch papers that are free to read."),
            Entry("import", "bring", "Take in model cards, bibliographies, facts or RDF."),
            Entry("sources", "bring", "Show where the graph's facts come from."),
            Entry("watch", "watch", "Build whatever comes into a folder."),
            Entry("retry", "build", "Read the papers that failed again, with wider limits."),
            Entry("remove", "build", "Take one paper out."),
            Entry("load", "load", "Make a graph out of the shards of a large build."),
        ),
    ),
    (
        "Correct",
        (
            Entry("curate", "review", "Accept, reject, merge and rename, in a log that builds keep to."),
            Entry("registry", "registry", "Look up what is known of a name beforehand."),
        ),
    ),
    (
        "Share",
        (
            Entry("export", "share", "Write Turtle, JSON-LD, CSV, GraphML, RO-Crates and more."),
            Entry("validate", "check", "Check a graph or an export against the shapes."),
            Entry("push", "endpoints", "Put the graph into a SPARQL endpoint."),
        ),
    ),
    (
        "Keep",
        (
            Entry("backup", "keep", "Write a checked copy of a graph."),
            Entry("restore", "keep", "Make a graph out of a backup."),
            Entry("doctor", "keep", "Look whether a graph is well, and mend it."),
            Entry("config", "config", "Show what is set, and where it was set."),
        ),
    ),
    (
        "Without a graph",
        (
            Entry("extract", "paper", "Show what papers say."),
            Entry("mentions", "paper", "Find datasets and models in texts."),
            Entry("references", "paper", "Parse reference strings."),
        ),
    ),
)

ENTRIES = {entry.name: entry for _, entries in HEADINGS for entry in entries}
