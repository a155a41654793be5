"""The exit codes of kg, which scripts may rely on."""

from kg.interrupts import EXIT_INTERRUPTED

__all__ = ["EXIT_INTERRUPTED", "EXIT_SOME_FAILED", "EXIT_UNMET", "EXIT_USAGE"]

EXIT_UNMET = 1
EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
