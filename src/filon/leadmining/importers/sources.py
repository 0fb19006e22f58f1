"""The files that a load reads: plain, gzipped or zipped, in the encodings that registers use."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from filon.core.encodings import encoding_of

_HEAD = 65_536


@dataclass(frozen=True)
class Source:
    """A file on this machine, by the name that people know it by."""

    path: Path
    name: str = ""

    @property
    def label(self) -> str:
        """Its name without folders."""
        return self.name or self.path.name

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Its bytes; of a zip archive those of its largest member."""
        if zipfile.is_zipfile(self.path):
            with zipfile.ZipFile(self.path) as archive:
                member = max(archive.infolist(), key=lambda item: item.file_size)
                with archive.open(member) as stream:
                    yield stream
        elif _is_gzip(self.path):
            with gzip.open(self.path) as unpacked:
                yield cast(IO[bytes], unpacked)
        else:
            with self.path.open("rb") as stream:
                yield stream

    def head(self, encoding: str = "") -> str:
        """Its beginning, as text."""
        with self.opened() as stream:
            sample = stream.read(_HEAD)
        return sample.decode(encoding or _encoding(io.BytesIO(sample)), errors="replace").lstrip("\ufeff")

    @contextmanager
    def text(self, encoding: str = "") -> Iterator[IO[str]]:
        """Its text, line by line; a byte that does not belong becomes a replacement mark, and never ends the load."""
        with self.opened() as stream:
            found = encoding or _encoding(stream)
        with self.opened() as stream:
            yield io.TextIOWrapper(stream, encoding=found, errors="replace", newline="")


def _encoding(stream: IO[bytes]) -> str:
    """A file that is no text is read all the same: its rows are refused one by one, and the load with them."""
    found = encoding_of(stream) or "utf-8"
    return "utf-8-sig" if found == "utf-8" else found


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"
