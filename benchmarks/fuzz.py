"""Feeds every reader and parser with what no sane person would write, and looks at what becomes of it.

    python benchmarks/fuzz.py [TARGET...] [--seconds 60] [--cases 100000] [--seed 0] [--keep FOLDER]
    python benchmarks/fuzz.py TARGET --atheris [CORPUS...] [-OPTION=VALUE of libFuzzer ...]

A target ends when its seconds are over or its cases made. Each is a Hypothesis test. Without atheris, bytes are drawn
by chance; with it (`pip install atheris`), libFuzzer looks for bytes that reach new lines, until it is
stopped. A case may end in one of the errors that users are told of; everything else is a fault, printed with its case.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from fuzz_parts.looping import Result, fuzz, run_here

if "--atheris" in sys.argv:
    import atheris  # none of our dependencies

    with atheris.instrument_imports(include=["kg"]):  # which works on what is loaded from here on
        from fuzz_parts.targets import targets
else:
    from fuzz_parts.targets import targets


def main() -> None:
    """Print what was found, and exit with 1 where anything was."""
    given = _arguments()
    if given.atheris:
        _with_atheris(*given.targets)
        return
    if given.here:
        (name,) = given.targets
        limits = {"seconds": given.seconds, "cases": given.cases, "seed": given.seed, "folder": given.here}
        run_here(targets()[name].hypothesis.fuzz_one_input, Result(name), **limits)
        return
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-") as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        faults = 0
        print(f"{'target':12} {'cases':>8} {'seconds':>8} {'slowest':>8} faults")
        for name in given.targets or targets():
            limits = {"seconds": given.seconds, "cases": given.cases, "seed": given.seed, "folder": folder}
            found = fuzz(Path(__file__), name, **limits)
            print(
                f"{name:12} {found.cases:8} {found.seconds:8.1f} {found.slowest_s:8.2f} {len(found.faults)}", flush=True
            )
            for where, what in found.faults.items():
                print(f"--- {name}: {where}\n{what}\n", flush=True)
            faults += len(found.faults)
    sys.exit(bool(faults))


def _with_atheris(name: str, *rest: str) -> None:
    """Let libFuzzer drive one target; what follows the target's name is for libFuzzer."""
    atheris.Setup([sys.argv[0], *rest], targets()[name].hypothesis.fuzz_one_input)
    atheris.Fuzz()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(targets())}; all where none is given")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--cases", type=int, default=100_000, help="of each target, at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="leave each target's last case and counts in this folder")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--atheris", action="store_true", help="drive one target with atheris")
    given, rest = parser.parse_known_intermixed_args()
    if rest and not given.atheris:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    given.targets += rest
    return given


if __name__ == "__main__":
    main()
