"""Taking a file in, keeping it while it is needed, and forgetting it."""

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings as django_settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.exchange.declaring import Exchangeable
from filon.exchange.models import Import, ImportRow
from filon.exchange.services.looking import first_settings, header_key_of, look_at
from filon.exchange.services.settings import Settings
from filon.exchange.sources import MOST_BYTES
from filon.exchange.sources.opening import too_large

KEPT = timedelta(days=30)
"""How long a file and its rejected rows stay; they may hold personal data. The counts stay."""


class Uploaded(Protocol):
    """A file that a browser or program sent."""

    @property
    def name(self) -> str | None:
        """What it is called there."""

    @property
    def size(self) -> int | None:
        """How many bytes it has."""

    def chunks(self) -> Iterable[bytes]:
        """Its content, a piece at a time."""


def upload(*, actor: User, declared: Exchangeable, file: Uploaded) -> Import:
    """Keep a file and propose how it is read. DomainError says why it cannot be."""
    if (file.size or 0) > MOST_BYTES:
        raise too_large(file.size or 0)
    token = secrets.token_hex(16)
    path = _path(token)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("wb") as target:
            for piece in file.chunks():
                target.write(piece)
        look = look_at(path, Settings())
        key = header_key_of(look)
        settings = first_settings(declared, look, get_language() or "ro", key)
        with transaction.atomic():
            return Import.objects.create(
                kind=declared.kind,
                file_name=_shown(file.name or ""),
                token=token,
                size=path.stat().st_size,
                header_key=key,
                settings=settings.kept(),
                created_by=actor,
            )
    except DomainError:
        path.unlink(missing_ok=True)
        raise


def path_of(subject: Import) -> Path:
    """Where the file is; DomainError when it has been forgotten."""
    path = _path(subject.token)
    if not path.exists():
        raise DomainError(_("The file is not kept any more. Choose it anew."), field="file")
    return path


@transaction.atomic
def discard(*, actor: User, subject: Import) -> None:
    """Throw a file away that has not been imported."""
    held = Import.objects.visible_to(actor).select_for_update().get(pk=subject.pk)
    if held.is_busy or held.change_set is not None:
        return
    held.delete()
    transaction.on_commit(lambda: _path(subject.token).unlink(missing_ok=True))


def forget_old() -> int:
    """Delete the files and the rows of imports that are older than a month; returns how many files."""
    old = Import.objects.filter(created_at__lt=clock.now() - KEPT)
    ImportRow.objects.filter(source__in=old).delete()
    count = 0
    for token in old.values_list("token", flat=True):
        path = _path(token)
        if path.exists():
            path.unlink()
            count += 1
    return count


def _path(token: str) -> Path:
    return Path(django_settings.FILON_HOME) / "imports" / token


def _shown(name: str) -> str:
    return re.sub(r"[^\w.\- ]", "_", Path(name).name)[:200] or "file"
