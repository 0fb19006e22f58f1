"""Static files: collected, named by their content and compressed once for each version of them."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from filon import __version__

STAMP = "collected"
SOURCES = ["*/js/*", "ui/css/*", "ninja/redoc*", "django_htmx/*"]  # bundled already, or never asked for


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compresses what pages load. The bundles of the interface's documentation are large and seldom asked for."""

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress all but the documentation's bundles, so that the first start does not wait for them."""
        wanted = [path for path in paths if not path.startswith("ninja/")]
        yield from super().compress_files(wanted)  # type: ignore[no-untyped-call]


def fingerprint() -> str:
    """A hash over the names, sizes and times of all static files."""
    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect() -> bool:
    """Collect the static files if they differ from what was collected last; says whether they did."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder / STAMP
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    sheets = [f"{room.label}/{room.label}.css" for room in apps.get_app_configs()]
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=[*SOURCES, *sheets])
    stamp.write_text(wanted)
    return True
