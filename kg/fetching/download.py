"""One file fetched: within bounds of bytes and time, going on where an earlier try broke off, whole or not at all."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from kg.fetching.errors import FetchCode, NotFetchedError
from kg.fetching.forms import HEAD, suffix_of
from kg.fetching.pacing import Clock

_TRIES = 3
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")
_FOR_GOOD = frozenset({FetchCode.NOT_A_PAPER, FetchCode.TOO_LARGE, FetchCode.NOT_FOUND, FetchCode.REFUSED})
_SAID = {
    401: (FetchCode.REFUSED, "wants a password"),
    402: (FetchCode.REFUSED, "wants to be paid"),
    403: (FetchCode.REFUSED, "refuses it"),
    404: (FetchCode.NOT_FOUND, "does not have it"),
    410: (FetchCode.NOT_FOUND, "does not have it any more"),
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one paper may take."""

    max_bytes: int = 100 * 2**20
    seconds: float = 300.0


class Downloader:
    """Fetches files into a folder of parts.

    Beside each part stands where it comes from and what tells that the file is still the same there. It goes on from a
    part only where the server vouches for that; where it does not, the file is fetched anew.
    """

    def __init__(self, client: httpx.Client, folder: Path, clock: Clock, limits: FetchLimits) -> None:
        self._client, self._folder, self._clock, self._limits = client, folder, clock, limits

    def fetch(self, url: str, name: str, *, source: bool = False) -> tuple[Path, str]:
        """The part that holds the whole file, and the suffix for what it is. What breaks off stays for the next time.

        Raises:
            NotFetchedError: it is not to be had, too large or late, or is no paper.
        """
        part = _Part(self._folder / f"{name}.part", url)
        deadline = self._clock.now() + self._limits.seconds
        error = NotFetchedError(FetchCode.BROKEN_OFF, "")
        for _ in range(_TRIES):
            try:
                self._read(part, deadline, source=source)
                return part.path, suffix_of(part.head(), source=source)
            except httpx.TransportError as broken:
                error = NotFetchedError(FetchCode.BROKEN_OFF, f"it broke off ({type(broken).__name__}), {_TRIES} times")
            except httpx.RequestError as broken:
                raise NotFetchedError(FetchCode.UNAVAILABLE, f"it cannot be read ({type(broken).__name__})") from broken
            except NotFetchedError as failed:
                if failed.code in _FOR_GOOD:
                    part.drop()
                raise
        raise error

    def _read(self, part: "_Part", deadline: float, *, source: bool) -> None:
        headers = {"Accept-Encoding": "identity", **part.conditions()}
        with self._client.stream("GET", part.url, headers=headers) as response:
            if response.status_code == 416 or (response.status_code == 206 and not part.goes_on(response)):
                part.drop()
                raise httpx.RemoteProtocolError("the server gave another part than it was asked for")
            if response.status_code not in {200, 206}:
                raise _refused(response)
            if response.status_code == 200:
                part.begin(response)
            self._write(response, part, deadline, source=source)

    def _write(self, response: httpx.Response, part: "_Part", deadline: float, *, source: bool) -> None:
        """Append what comes, as long as it may be a paper; a PDF that comes without its length must have an end."""
        length = response.headers.get("content-length", "")
        self._check_size(part.size + (int(length) if length.isdigit() else 0))
        looked_at = part.size >= HEAD
        # packed sources are sometimes sent as if they were packed for the way only; they are kept as they come
        chunks = response.iter_raw() if source else response.iter_bytes()
        with part.path.open("ab") as file:
            for chunk in chunks:
                file.write(chunk)
                file.flush()
                self._check_size(part.size)
                if not looked_at and part.size >= HEAD:
                    looked_at = bool(suffix_of(part.head(), source=source))
                if self._clock.now() > deadline:
                    told = f"it took longer than {self._limits.seconds:g} seconds; it goes on from there next time"
                    raise NotFetchedError(FetchCode.TIMEOUT, told)
        told_end = length or "transfer-encoding" in response.headers
        if not told_end and part.head().startswith(b"%PDF") and b"%%EOF" not in part.tail():
            raise httpx.RemoteProtocolError("the connection was closed before the end of the file")

    def _check_size(self, size: int) -> None:
        if size > self._limits.max_bytes:
            most = self._limits.max_bytes // 2**20
            raise NotFetchedError(FetchCode.TOO_LARGE, f"it is larger than {most} MiB; allow more with --max-mib")


class _Part:
    """A file that may not be whole yet, with the address and the validator that it was fetched under."""

    def __init__(self, path: Path, url: str) -> None:
        self.path, self.url = path, url
        self._note = path.with_suffix(".part.json")

    @property
    def size(self) -> int:
        """How many bytes are there."""
        return self.path.stat().st_size if self.path.exists() else 0

    def head(self) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as file:
            return file.read(HEAD)

    def tail(self) -> bytes:
        """The last bytes."""
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - HEAD))
            return file.read()

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the rest alone, if the file is still the same; none for a new one."""
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            noted = None
        if not isinstance(noted, dict) or noted.get("url") != self.url or not self.size or not noted.get("same"):
            self.drop()
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": str(noted["same"])}

    def begin(self, response: httpx.Response) -> None:
        """Start anew, and note what tells that the file is still the same: a strong tag, or else when it changed."""
        tag = response.headers.get("etag", "")
        encoded = "content-encoding" in response.headers  # its bytes are not those that a range counts
        same = "" if encoded else tag if tag and not tag.startswith("W/") else response.headers.get("last-modified", "")
        self.path.write_bytes(b"")
        self._note.write_text(json.dumps({"url": self.url, "same": same}), encoding="utf-8")

    def goes_on(self, response: httpx.Response) -> bool:
        """Whether the server sends what comes behind the bytes that are there."""
        found = _RANGE.match(response.headers.get("content-range", ""))
        return found is not None and int(found[1]) == self.size

    def drop(self) -> None:
        """Forget what is there."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _refused(response: httpx.Response) -> NotFetchedError:
    code, words = _SAID.get(response.status_code, (FetchCode.UNAVAILABLE, "fails"))
    return NotFetchedError(code, f"{response.url.host} {words} ({response.status_code})")
