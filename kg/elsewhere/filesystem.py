"""The one way to places elsewhere: fsspec, where it is installed, and no longer than may be waited."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from typing import Any

from kg.core.errors import MissingExtraError
from kg.elsewhere.address import UnreachableError, protocol_of, without_secrets

_NEEDED = {"file": ("fsspec", "dask"), "memory": ("fsspec", "dask"), "s3": ("s3fs", "s3"), "gs": ("gcsfs", "gs")}
"""The package that speaks with each kind of place, and the extra that brings it."""

_SERVICES = ("botocore", "aiobotocore", "gcsfs", "google", "requests", "aiohttp")
"""Where the failures come from that are a service's, and no fault of the program."""

_MARKS = ("ETag", "etag", "md5Hash", "crc32c", "generation", "mtime", "LastModified", "updated", "created")

_MOST_SAID = 200  # characters of what a service says of its failure
LOOK_S = 60.0  # seconds for the first look at an address: long for a service, short for whoever waits
_TRIES = 2  # of s3fs, which tries five times, each with the five of botocore below it
_CONNECTING_S, _SILENT_S, _REQUEST_S = 5, 15, 300  # of one request to gs; the first two are those of s3fs

for _name in ("s3fs", "gcsfs", "fsspec", "botocore", "aiobotocore", "google", "asyncio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what they fail with is told in a sentence of kg's


@contextmanager
def reached(url: str) -> Iterator[tuple[Any, str]]:
    """The file system that the address is in, and the path there; what it raises is said in words.

    Raises:
        WrongAddressError: papers are not read from such addresses.
        MissingExtraError: what speaks with this kind of place is not installed.
        UnreachableError: the place does not answer, or refuses.
    """
    protocol = protocol_of(url)
    _require(protocol, url)
    try:
        system = _opened(protocol)
        path = system._strip_protocol(f"{protocol}{url[len(protocol) :]}")  # as fsspec does it, but without its chains
        yield system, path.rstrip("/") if protocol in ("s3", "gs") else path
    except FileNotFoundError as error:
        raise UnreachableError(url, "there is nothing there; check the spelling") from error
    except TimeoutError as error:
        raise UnreachableError(url, "it did not answer in time; look whether the service runs") from error
    except PermissionError as error:
        raise UnreachableError(url, f"it may not be read ({said(error)}); look what you are allowed there") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreachableError(url, f"it cannot be read ({said(error)})") from error
    except Exception as error:  # each kind of bucket has failures of its own, which share no base
        if type(error).__module__.partition(".")[0] in _SERVICES:
            raise UnreachableError(url, f"it cannot be read ({said(error)})") from error
        raise


def asked(system: Any, what: str, *words: Any, seconds: float | None = None, **named: Any) -> Any:
    """What a file system answers to one question; a bucket, within so many seconds.

    Raises:
        TimeoutError: it does not answer in time.
    """
    if not getattr(system, "async_impl", False):
        return getattr(system, what)(*words, **named)
    from fsspec.asyn import sync  # noqa: PLC0415 - only who reads from elsewhere needs it

    left = LOOK_S if seconds is None else max(seconds, 0.001)  # none at all would be no bound
    return sync(system.loop, getattr(system, f"_{what}"), *words, timeout=left, **named)


def mark_of(info: Mapping[str, Any]) -> str:
    """What changes when the file does, by what its place tells of it; empty where that tells nothing."""
    told = next((info[key] for key in _MARKS if info.get(key)), None)
    told = told.timestamp() if isinstance(told, datetime) else told  # a look and a list may tell the same time apart
    return "" if told is None else f"{info.get('size')} {told}"


def is_packed_by_service(info: Mapping[str, Any]) -> bool:
    """Whether a service unpacks the file when it is asked for, so that neither its size nor a part of it can be had."""
    return info.get("contentEncoding", "identity") not in ("", "identity")


def said(error: BaseException) -> str:
    """What an error says, on one line and without what is secret."""
    return " ".join(without_secrets(str(error) or type(error).__name__).split())[:_MOST_SAID]


def _require(protocol: str, url: str) -> None:
    package, extra = _NEEDED[protocol]
    try:
        import_module(package)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in (package, "fsspec"):
            raise MissingExtraError(package, extra) from None
        raise UnreachableError(url, f"{package} cannot be loaded ({said(error)}); install it anew") from error
    except ImportError as error:
        raise UnreachableError(url, f"{package} cannot be loaded ({said(error)}); install it anew") from error


def _opened(protocol: str) -> Any:
    if protocol == "s3":
        from s3fs import S3FileSystem  # noqa: PLC0415 - only who reads from there needs it

        system = S3FileSystem(use_listings_cache=False)  # what lies there changes while this process lives
        system.retries = _TRIES
        return system
    if protocol == "gs":
        from aiohttp import ClientTimeout  # noqa: PLC0415 - gcsfs brings it
        from gcsfs.core import GCSFileSystem  # noqa: PLC0415

        # the plain one: gcsfs's other asks a further service what kind of bucket each is, which may not answer
        waiting = ClientTimeout(total=_REQUEST_S, sock_connect=_CONNECTING_S, sock_read=_SILENT_S)
        return GCSFileSystem(use_listings_cache=False, access="read_only", requests_timeout=waiting)
    from fsspec import filesystem  # noqa: PLC0415

    return filesystem(protocol)
