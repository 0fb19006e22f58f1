"""Pictures that people upload: what they are is read from their first bytes, never believed from a name."""

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.core.files import file_store

LARGEST = 5 * 1024 * 1024
_PLAIN = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def plain_picture_type(content: bytes) -> str:
    """The media type of a PNG or JPEG picture, which every program reads; "" for anything else."""
    return next((kind for start, kind in _PLAIN.items() if content.startswith(start)), "")


def picture_type(content: bytes) -> str:
    """The media type of a PNG, JPEG or WebP picture; "" for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return plain_picture_type(content)


def stored_picture(content: bytes) -> str:
    """Store a picture and return its sha256; "" for no content. DomainError for what is none, or too large."""
    if not content:
        return ""
    if not picture_type(content) or len(content) > LARGEST:
        raise DomainError(_("Choose a PNG, JPEG or WebP picture of at most 5 MB."), field="picture")
    return file_store().put(content)
