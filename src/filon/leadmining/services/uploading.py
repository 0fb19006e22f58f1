"""Files that were uploaded and wait to be loaded."""

import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from filon.leadmining.directory import store
from filon.leadmining.importers import Source

_TOKEN = re.compile(r"[0-9a-f]{32}")


class Uploaded(Protocol):
    """A file that a browser sent."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Its content, a piece at a time."""


def keep(files: Iterable[Uploaded]) -> str:
    """Put the files aside until somebody confirms how they are read; returns the token of their folder."""
    token = secrets.token_hex(16)
    folder = _folder(token)
    folder.mkdir(parents=True)
    for file in files:
        with (folder / _safe(file.name or "")).open("wb") as target:
            for piece in file.chunks():
                target.write(piece)
    return token


def kept(token: str) -> list[Source]:
    """The files of a token, the same order each time; none when it is no token or they are gone."""
    if not _TOKEN.fullmatch(token) or not _folder(token).is_dir():
        return []
    return [Source(path) for path in sorted(_folder(token).iterdir())]


def discard(paths: Iterable[Path]) -> None:
    """Delete those of the files that were uploaded here; what lies elsewhere is somebody's own."""
    for folder in {path.parent for path in paths}:
        if folder.parent == store.folder() / "uploads":
            shutil.rmtree(folder, ignore_errors=True)


def _folder(token: str) -> Path:
    return store.folder() / "uploads" / token


def _safe(name: str) -> str:
    """The bare name of a file, which cannot lead out of its folder."""
    return re.sub(r"[^\w.\- ]", "_", Path(name).name.lstrip("."))[:150] or "file"
