"""A file of any form becomes what it states."""

from collections.abc import Callable

from kg.core.errors import UnreadableImportError
from kg.core.imported import Gathered
from kg.importing.bibliographies import read_bibliography, read_csl
from kg.importing.cards import read_card
from kg.importing.croissant import read_croissant
from kg.importing.ecosystem import read_ecosystem
from kg.importing.extractions import read_extractions
from kg.importing.facts import json_lines, read_fact_lines, read_fact_table
from kg.importing.file import Borrowed, ImportFile
from kg.importing.forms import Form, sniff
from kg.importing.limits import MOST_BYTES, MOST_ENTRIES
from kg.importing.mteb import read_mteb
from kg.importing.papers_with_code import read_papers_with_code
from kg.importing.sssom import read_sssom

_READERS: dict[Form, Callable[[ImportFile, Borrowed], Gathered]] = {
    Form.CARD: lambda file, _: read_card(file),
    Form.CROISSANT: lambda file, borrowed: read_croissant(file, borrowed.bibtex),
    Form.ECOSYSTEM: lambda file, _: read_ecosystem(file),
    Form.PAPERS_WITH_CODE: lambda file, _: read_papers_with_code(file),
    Form.MTEB: lambda file, _: read_mteb(file),
    Form.SSSOM: lambda file, _: read_sssom(file),
    Form.BIBTEX: lambda file, borrowed: read_bibliography(file, borrowed.bibtex),
    Form.CSL: lambda file, _: read_csl(file),
    Form.EXTRACT: lambda file, _: read_extractions(json_lines(file), file.name),
    Form.FACTS_CSV: lambda file, _: read_fact_table(file),
    Form.FACTS_TSV: lambda file, _: read_fact_table(file, "\t"),
    Form.FACTS_JSONL: lambda file, _: read_fact_lines(json_lines(file), file.name),
    Form.RDF: lambda file, borrowed: borrowed.rdf(file.data, file.suffix, file.name),
}


def read_import(file: ImportFile, borrowed: Borrowed, form: Form | None = None) -> tuple[Form, Gathered]:
    """The form of the file, sniffed where none is given, and all that it states.

    Raises:
        UnreadableImportError: it is of no known form, exceeds a bound, or is damaged.
    """
    if len(file.data) > MOST_BYTES:
        raise UnreadableImportError(file.name, f"it is larger than {MOST_BYTES >> 20} MiB; split it")
    if not file.data.strip():
        raise UnreadableImportError(file.name, "it is empty; give a file that holds something")
    form = form or sniff(file)
    if form is None:
        forms = ", ".join(Form)
        raise UnreadableImportError(file.name, f"its form cannot be told; name it with --form, one of {forms}")
    try:
        gathered = _READERS[form](file, borrowed)
    except ValueError as error:
        raise UnreadableImportError(file.name, str(error)) from error
    except RecursionError as error:
        raise UnreadableImportError(file.name, "its values are nested too deeply; mend it") from error
    if max(map(len, (gathered.things, gathered.claims, gathered.matches, gathered.references))) > MOST_ENTRIES:
        raise UnreadableImportError(file.name, f"it holds more than {MOST_ENTRIES} records; split it")
    return form, gathered
