"""Why a paper could not be fetched."""

from enum import StrEnum

from kg.core.errors import KgError


class FetchCode(StrEnum):
    """Why a paper was not fetched: stable words that scripts may rely on."""

    OFFLINE = "offline"
    NO_OPEN_COPY = "no-open-copy"
    NOT_FOUND = "not-found"
    REFUSED = "refused"
    HOST = "host-not-allowed"
    RATE_LIMITED = "rate-limited"
    UNAVAILABLE = "unavailable"
    NOT_A_PAPER = "not-a-paper"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"
    BROKEN_OFF = "broken-off"


class NotFetchedError(KgError):
    """One paper could not be fetched; the reason is a clause without a full stop."""

    def __init__(self, code: FetchCode, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason

    def __str__(self) -> str:
        return self.reason


class NoIdentifierError(KgError):
    """What was given is no arXiv id and no DOI."""

    def __init__(self, given: str) -> None:
        super().__init__(given)
        self.given = given

    def __str__(self) -> str:
        return f"{self.given} is no identifier of a paper; write arxiv:2302.13971 or doi:10.18653/v1/n19-1423"


class FolderBusyError(KgError):
    """Another kg fetches into the folder, or it cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnusableAddressError(KgError):
    """An address that was configured is none of HTTP."""

    def __init__(self, name: str, address: str) -> None:
        super().__init__(name, address)
        self.name, self.address = name, address

    def __str__(self) -> str:
        return f"{self.name}: {self.address} is no address; write it like https://export.arxiv.org"
