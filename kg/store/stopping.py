"""An answer that is being found, and can be stopped from elsewhere."""

import subprocess
from threading import Lock


class Stop:
    """Ends the process that answers a query, now or as soon as there is one; to be used for one answer.

    An answer that is found in this process is told of it by ``pulled``, which ``core.stopping`` has it look at.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._pulled = False

    def pulled(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self._pulled

    def pull(self) -> None:
        """Kill the process, from any thread; a process that starts later is killed at once."""
        with self._lock:
            self._pulled = True
            if self._process is not None:
                self._process.kill()

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Take note of the process that answers."""
        with self._lock:
            self._process = process
            if self._pulled:
                process.kill()
