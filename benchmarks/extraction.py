"""Scores what kg extracts from hand-annotated papers, with the scorers that come with the annotations.

    python benchmarks/extraction.py PAPERS GOLD TOOLS [--json]

PAPERS is a folder of papers, GOLD one with ``papers/*.json`` (whole papers: datasets, models, roles, introductions,
lineage, references; each names its file under PAPERS), TOOLS that of ``score_papers.py``. Names in bare text are
measured by ``names.py``.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.building import extract_papers
from kg.views.record import extraction_json


def whole_papers(papers: Path, gold: Path, tools: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each thing that is scored over whole papers."""
    files = [papers / json.loads(g.read_text("utf-8"))["file"] for g in sorted((gold / "papers").glob("*.json"))]
    records = []
    for path, outcome in extract_papers(files):
        if isinstance(outcome, Exception):
            raise SystemExit(f"{path}: {outcome}")
        records.append(extraction_json(outcome))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        found.writelines(json.dumps(record) + "\n" for record in records)
        found.flush()
        printed = run(tools / "score_papers.py", gold / "papers", found.name, "--json")
    scores: dict[str, dict[str, float]] = json.loads(printed)
    return scores


def run(*command: str | Path) -> str:
    """What a script of the scorers prints."""
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Print the scores as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("papers", "gold", "tools"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scores = whole_papers(options.papers, options.gold, options.tools)
    if options.json:
        print(json.dumps(scores))
        return
    print("| what | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for what, s in scores.items():
        print(f"| {what.replace('_', ' ')} | {s['p']:.2f} | {s['r']:.2f} | {s['f1']:.2f} |")


if __name__ == "__main__":
    main()
