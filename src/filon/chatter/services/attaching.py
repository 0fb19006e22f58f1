"""Files on records: their bytes lie in the file store by content, and leave as downloads."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.chatter.models import Attachment, Message
from filon.chatter.models.attachment import PICTURES
from filon.core.exceptions import DomainError
from filon.core.files import file_store

LARGEST = 25 * 1024 * 1024
_IMAGES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


@dataclass(frozen=True)
class Upload:
    """A file that is to hang on a record."""

    name: str
    content: bytes
    content_id: str = ""


@transaction.atomic
def attach(
    *, actor: User | None, record_id: int, upload: Upload, message: Message | None = None, limit: int = LARGEST
) -> Attachment:
    """Put a file on the record, perhaps brought by `message`. DomainError when it is empty or larger than `limit`."""
    name = safe_name(upload.name)
    if len(upload.content) > limit:
        raise DomainError(
            _("“%(name)s” is too large: the limit is %(limit)s MiB a file.")
            % {"name": name, "limit": limit // (1024 * 1024)},
            field="files",
        )
    return Attachment.objects.create(
        record_id=record_id,
        message=message,
        name=name,
        media_type=media_type(name, upload.content),
        size=len(upload.content),
        digest=file_store().put(upload.content),
        content_id=upload.content_id[:255],
        created_by=actor,
    )


def safe_name(name: str) -> str:
    """The last part of a file name without control characters, at most 255 long, keeping its extension."""
    base = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(letter for letter in base if letter.isprintable()).strip() or _("attachment")
    stem, suffix = PurePosixPath(printable).stem, PurePosixPath(printable).suffix[:20]
    return f"{stem[: 255 - len(suffix)]}{suffix}"


def media_type(name: str, content: bytes) -> str:
    """What the file is: an image only if its bytes say so, else what its name suggests."""
    for magic, image in _IMAGES.items():
        if content.startswith(magic):
            return image
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return "application/octet-stream" if guessed in PICTURES else guessed[:127]


def content_of(attachment: Attachment) -> bytes:
    """The bytes of the file, or FileNotFoundError."""
    return file_store().get(attachment.digest)
