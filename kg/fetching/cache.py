"""What services said of papers, kept for a week by hishel, so that no service is asked the same twice."""

from pathlib import Path

import httpx
from hishel import SqliteStorage
from hishel.httpx import CacheTransport

CACHE = ".kg-fetch/answers.db"
"""Where the answers are kept, in the folder that papers are fetched into."""

_KEPT_S = 7 * 24 * 3600.0
_MOST_BYTES = 256 * 2**20


def cached_client(out: httpx.BaseTransport, file: Path) -> httpx.Client:
    """A client for JSON that keeps what it was answered in the file; what goes out goes through ``out``."""
    storage = SqliteStorage(database_path=file, default_ttl=_KEPT_S, max_size=_MOST_BYTES)
    transport = CacheTransport(_JsonOnly(out), storage)
    return httpx.Client(transport=transport, follow_redirects=True, max_redirects=3, timeout=60.0)


class _JsonOnly(httpx.BaseTransport):
    """Lets no page with an excuse pass for an answer, or it would be kept as one."""

    def __init__(self, out: httpx.BaseTransport) -> None:
        self._out = out

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer; one with status 502 in place of a success that is no JSON."""
        response = self._out.handle_request(request)
        if response.is_success and "json" not in response.headers.get("content-type", "").lower():
            response.close()
            return httpx.Response(502)
        return response

    def close(self) -> None:
        """Close the connection."""
        self._out.close()
