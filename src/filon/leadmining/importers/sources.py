"""The files that a load reads: plain, gzipped or zipped, in the encodings that registers use."""

import codecs
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

_HEAD = 65_536
_ROMANIAN = re.compile("[ăâîșțşţĂÂÎȘȚŞŢ]")
_MARKED = re.compile("[\u0080-\ufffc]")
_ENCODINGS = ("utf-8-sig", "cp1250", "iso-8859-2")


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

    def head(self) -> str:
        """Its beginning, as text."""
        with self.opened() as stream:
            sample = stream.read(_HEAD)
        return sample.decode(self.encoding(sample), errors="replace").lstrip("\ufeff")

    @staticmethod
    def encoding(sample: bytes) -> str:
        """The encoding of a sample: UTF-8 when its letters are, a few stray bytes apart; else the likelier page."""
        if not sample.startswith(codecs.BOM_UTF8):
            whole = sample[: sample.rfind(b"\n") + 1 or None].decode("utf-8", "replace")
            strange = whole.count("\ufffd")
            if strange > len(_MARKED.findall(whole)):
                return max(_ENCODINGS[1:], key=lambda page: len(_ROMANIAN.findall(sample.decode(page, "replace"))))
        return _ENCODINGS[0]

    @contextmanager
    def text(self, encoding: str = "") -> Iterator[IO[str]]:
        """Its text, line by line; a byte that does not belong becomes a replacement mark, and never ends the load."""
        with self.opened() as sample:
            found = encoding or self.encoding(sample.read(_HEAD))
        with self.opened() as stream:
            yield io.TextIOWrapper(stream, encoding=found, errors="replace", newline="")


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"
