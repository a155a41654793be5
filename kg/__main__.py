"""kg as a program: python -m kg, and the command kg."""

from kg.interrupts import listening


def main() -> None:
    """Run kg with the arguments of the process."""
    with listening():
        from kg.cli import main as run  # noqa: PLC0415 - Ctrl-C may come while the commands are loaded

        run()


if __name__ == "__main__":
    main()
