"""Files and raw messages, kept by the sha256 of their content under `FILON_HOME/files`."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Protocol

from django.conf import settings


class FileStore(Protocol):
    """Where contents live. The same content is stored once, whoever brings it."""

    def put(self, content: bytes) -> str:
        """Store `content` durably and return its sha256 in hex. Call before COMMIT."""

    def get(self, digest: str) -> bytes:
        """The content with this sha256, or `FileNotFoundError`."""


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

    def get(self, digest: str) -> bytes:
        """The content with this sha256, or `FileNotFoundError`."""
        return self.path(digest).read_bytes()


def file_store() -> FileStore:
    """The store of this installation."""
    return LocalFileStore(Path(settings.FILON_HOME) / "files")
