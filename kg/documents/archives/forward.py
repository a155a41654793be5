"""A compressed stream that is only read forward, and only so far."""

import gzip
import io
import zlib
from typing import BinaryIO

from kg.core.errors import ReasonCode, UnreadablePaperError

_STEP = 1 << 18
_SMALL = 1 << 20
"""More than this no header of a tar member holds."""
GZIP = b"\x1f\x8b"
_DAMAGED = "the archive is damaged or cut short; fetch it again"


class ForwardStream:
    """The bytes of a file, unpacked where they are packed, read from front to end.

    Looks enough like a file for tarfile. Raises UnreadablePaperError where the stream is damaged, or gives more than
    max_bytes.
    """

    def __init__(self, name: str, data: bytes, max_bytes: int) -> None:
        self._name, self._max_bytes, self._at = name, max_bytes, 0
        raw = io.BytesIO(data)
        self._source: BinaryIO = gzip.GzipFile(fileobj=raw) if data.startswith(GZIP) else raw  # type: ignore[assignment]
        self._ahead = b""

    def tell(self) -> int:
        """How many bytes have been read."""
        return self._at

    def peek(self, size: int) -> bytes:
        """The next bytes, without moving on."""
        if len(self._ahead) < size:
            self._ahead += self._take(size - len(self._ahead))
        return self._ahead[:size]

    def read(self, size: int = -1) -> bytes:
        """The next bytes: fewer at the end. tarfile reads headers with this, and no header is large."""
        if size < 0 or size > _SMALL:
            raise UnreadablePaperError(self._name, ReasonCode.DAMAGED, _DAMAGED)
        return self.read_member(size)

    def read_member(self, size: int) -> bytes:
        """The next bytes, however many: fewer at the end."""
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        parts = [data]
        left = size - len(data)
        while left > 0 and (part := self._take(min(left, _STEP))):
            parts.append(part)
            left -= len(part)
        whole = b"".join(parts)
        self._at += len(whole)
        return whole

    def seek(self, position: int) -> int:
        """Move forward to a position; what lies behind is gone."""
        while self._at < position and (passed := len(self.read_member(min(position - self._at, _STEP)))):
            if self._at > self._max_bytes or not passed:
                break
        return self._at

    def _take(self, size: int) -> bytes:
        try:
            data = self._source.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadablePaperError(self._name, ReasonCode.DAMAGED, _DAMAGED) from error
        if self._at + len(self._ahead) + len(data) > self._max_bytes:
            raise UnreadablePaperError(
                self._name,
                ReasonCode.TOO_LARGE,
                f"it unpacks to more than {self._max_bytes} bytes, as no paper does; give the paper's files",
            )
        return data
