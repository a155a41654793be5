"""The exit codes of kg, which scripts may rely on."""

EXIT_UNMET = 1
EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
EXIT_INTERRUPTED = 130
