"""Files and raw messages, kept by the sha256 of their content under `FILON_HOME/files`."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from django.apps import apps
from django.conf import settings
from django.db.models import CharField

FRESH = 24 * 3600
FLUSHED_TOGETHER = 4


class FileStore(Protocol):
    """Where contents live. The same content is stored once, whoever brings it."""

    def put(self, content: bytes) -> str:
        """Store `content` durably and return its sha256 in hex. Call before COMMIT."""

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        """The same for many contents, whose disk writes wait for each other only once."""

    def get(self, digest: str) -> bytes:
        """The content with this sha256, or `FileNotFoundError`."""

    def forget(self, digest: str) -> None:
        """Delete a content that no row names any more, unless somebody has just brought it again."""


class LocalFileStore:
    """Contents in a folder, two levels deep, written aside, flushed to disk and renamed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where the content with this sha256 lives; refuses anything that is not a sha256."""
        if len(digest) != 64 or not all(letter in "0123456789abcdef" for letter in digest):
            raise FileNotFoundError(digest)
        return self.folder / digest[:2] / digest[2:4] / digest

    def put(self, content: bytes) -> str:
        """Store `content` durably and return its sha256 in hex."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.exists():
            # Brought again: `forget` is to leave it alone until its new row is committed.
            os.utime(path)
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return digest

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        """Store many contents at once: flushes that meet in the disk's journal cost as much as one."""
        with ThreadPoolExecutor(FLUSHED_TOGETHER) as threads:
            return list(threads.map(self.put, contents))

    def get(self, digest: str) -> bytes:
        """The content with this sha256, or `FileNotFoundError`."""
        return self.path(digest).read_bytes()

    def forget(self, digest: str) -> None:
        """Delete a content that no row names any more, unless it was brought within the last day."""
        path = self.path(digest)
        if path.exists() and path.stat().st_mtime < time.time() - FRESH:
            path.unlink(missing_ok=True)


def unnamed(digests: Iterable[str]) -> set[str]:
    """Those of the digests that no row of any room names: every text column whose name ends in `digest` is asked."""
    left = set(digests)
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if left and isinstance(column, CharField) and column.name.endswith("digest"):
                named = model._base_manager.filter(**{f"{column.name}__in": left})
                left -= set(named.values_list(column.name, flat=True))
    return left


def file_store() -> FileStore:
    """The store of this installation."""
    return LocalFileStore(Path(settings.FILON_HOME) / "files")
