"""Pictures of contacts: which are taken, and where they are kept."""

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.core.files import file_store

LARGEST = 5 * 1024 * 1024
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def media_type(content: bytes) -> str:
    """The media type of a picture that we take, else ""."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")


def kept(content: bytes) -> str:
    """Keep a PNG or JPEG picture, and give its sha256; "" for no content."""
    if content and (not media_type(content) or len(content) > LARGEST):
        raise DomainError(_("Choose a PNG or JPEG picture of at most 5 MB."), field="picture")
    return file_store().put(content) if content else ""
