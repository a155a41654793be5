"""The process that reads one paper and may be killed: bytes of memory and a path as arguments, JSON on stdout."""

import json
import resource
import sys
from pathlib import Path

from kg.core.errors import UnreadablePaperError
from kg.documents.reader import read_document


def main() -> int:
    """Read the paper; 1 where it cannot be read."""
    memory_bytes, path = int(sys.argv[1]), Path(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        document = read_document(path)
    except UnreadablePaperError:
        return 1
    told = {
        "sha256": document.source.sha256,
        "text": document.text,
        "blocks": [(b.kind.value, b.span.start, b.span.end) for b in document.blocks],
        "page_starts": document.page_starts if document.has_pages else (),
    }
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
