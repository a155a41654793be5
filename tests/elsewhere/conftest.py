"""Buckets as the tests see them: one of each kind, emptied for each test, and what points kg to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest

from tests.elsewhere.services import BUCKET, Gate, amazon, google

PORTS = {"s3": amazon, "gs": google}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket, its address, and the gate before its server."""

    kind: str
    system: Any
    gate: Gate

    @property
    def url(self) -> str:
        return f"{self.kind}://{BUCKET}"

    def put(self, **files: bytes) -> None:
        self.put_all({name.replace("__", "/").replace("_", "."): data for name, data in files.items()})

    def put_all(self, files: dict[str, bytes]) -> None:
        for name, data in files.items():
            self.system.pipe_file(f"{BUCKET}/papers/{name}", data)


@pytest.fixture(scope="session", params=sorted(PORTS))
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    """The kind of a service, and its port."""
    with PORTS[request.param]() as port:
        yield request.param, port


@pytest.fixture
def bucket(server: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket of each kind, to which the environment leads."""
    yield from opened(*server, monkeypatch)


@pytest.fixture(scope="session")
def amazons() -> Iterator[int]:
    """The port of a service as Amazon's."""
    with amazon() as port:
        yield port


@pytest.fixture
def s3(amazons: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket as Amazon's, to which the environment leads."""
    yield from opened("s3", amazons, monkeypatch)


def opened(kind: str, port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    gate = Gate(port)
    lead(monkeypatch, kind, gate.url)
    system = client(kind)(use_listings_cache=False)
    if kind == "s3" and not system.exists(BUCKET):
        system.mkdir(BUCKET)
    for name in system.find(BUCKET):
        system.rm_file(name)
    try:
        yield Bucket(kind, system, gate)
    finally:
        gate.shut()


def lead(monkeypatch: pytest.MonkeyPatch, kind: str, url: str) -> None:
    """Have the environment lead to a service, and nowhere else."""
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "nowhere")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "dummy")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "dummy")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv({"s3": "AWS_ENDPOINT_URL", "gs": "STORAGE_EMULATOR_HOST"}[kind], url)
    client(kind).clear_instance_cache()  # those kept know the environment of an earlier test


def client(kind: str) -> Any:
    """The class that speaks with such a service."""
    module, name = {"s3": ("s3fs", "S3FileSystem"), "gs": ("gcsfs.core", "GCSFileSystem")}[kind]
    return getattr(import_module(module), name)
