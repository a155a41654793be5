"""The one way to places elsewhere: fsspec, where it is installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kg.core.errors import MissingExtraError
from kg.elsewhere.address import UnreachableError, check

_MOST_SAID = 200  # characters of what a service says of its failure


@contextmanager
def reached(url: str) -> Iterator[tuple[Any, str]]:
    """The file system that the address is in, and the path there; what it raises is said in words.

    Raises:
        WrongAddressError: papers are not read from such addresses.
        MissingExtraError: fsspec, or what it needs for this kind of address, is not installed.
        UnreachableError: the place does not answer, or refuses.
    """
    check(url)
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - only who reads from elsewhere needs it
    except ImportError:
        raise MissingExtraError("fsspec", "dask") from None
    try:
        yield url_to_fs(url)
    except ImportError as error:
        reason = f"{error.name or 'a package for such addresses'} is not installed; pip install it beside kg"
        raise UnreachableError(url, reason) from error
    except FileNotFoundError as error:
        raise UnreachableError(url, "there is nothing there; check the spelling") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreachableError(url, f"it cannot be read ({said(error)})") from error
    except Exception as error:  # each kind of bucket has failures of its own, which share no base
        if type(error).__module__.partition(".")[0] in ("botocore", "aiobotocore", "gcsfs", "google", "aiohttp"):
            raise UnreachableError(url, f"it cannot be read ({said(error)})") from error
        raise


def said(error: BaseException) -> str:
    """What an error says, on one line."""
    return " ".join((str(error) or type(error).__name__).split())[:_MOST_SAID]
