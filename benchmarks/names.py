"""Measures how well datasets and models are found in texts, and what it costs, on annotated corpora beside the project.

    python benchmarks/names.py GOLD TOOLS [--work WORK] [--json FILE] [--markdown] [--only NAME ...]

GOLD holds gsap_ner/, scier/, heddes/ and tdmsci/, TOOLS score_mentions.py. held_out scores the shipped finders on what
they were not trained on; speed times them. With WORK, the folder that training/names/cross_validate.py filled,
cross_validated scores GSAP's papers by taggers and decisions that had not seen them and asks how often a score keeps
its word, and ablation takes one part after the other away. fitted scores the shipped finders on what they were
trained on.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from command import parser_for, run
from names_parts import ablation, cross_validated, held_out, speed
from reading_parts.figure import Figure

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "names"))

from corpora import in_training_half

Measure = Callable[[Path, Path, Path | None], list[Figure]]


def _cross_validated(gold: Path, tools: Path, work: Path | None) -> list[Figure]:
    if work is None:
        return []
    paths = [["crf"], *([["crf", "net"]] if list(work.glob("opinions-net-*.pickle")) else [])]
    return [figure for taggers in paths for figure in cross_validated.measure(gold, tools, work, taggers)]


MEASURES: dict[str, Measure] = {
    "held_out": lambda gold, tools, _: held_out.measure(gold, tools, in_training_half),
    "fitted": lambda gold, tools, _: held_out.fitted(gold, tools),
    "cross_validated": _cross_validated,
    "ablation": lambda gold, tools, work: list(ablation.measure(gold, tools, work)) if work else [],
    "speed": lambda gold, _, __: speed.measure(gold),
}
"""Each measure by its name, in the order of the table."""


def main() -> None:
    """Measure what is asked for and print it."""
    parser = parser_for(__doc__, ("gold", "tools"), list(MEASURES))
    parser.add_argument("--work", type=Path, help="opinions of taggers that had not seen the papers")
    given = parser.parse_args()
    run(given, MEASURES, given.gold, given.tools, given.work)


if __name__ == "__main__":
    main()
