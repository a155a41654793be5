"""A few at a time, some waiting, and the rest turned away at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class CrowdedError(Exception):
    """There are so many that one more would wait too long."""


class Turnstile:
    """Lets at most so many through at a time, and has at most so many wait."""

    def __init__(self, most: int, *, waiting: int) -> None:
        self._most, self._waiting = most + waiting, 0
        self._through = asyncio.Semaphore(most)

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """Wait for one's turn, which ends with the block.

        Raises:
            CrowdedError: too many are there already.
        """
        if self._waiting >= self._most:
            raise CrowdedError
        self._waiting += 1
        try:
            async with self._through:
                yield
        finally:
            self._waiting -= 1
