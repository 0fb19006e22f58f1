"""Pictures of contacts that come in files: which are taken, and where they are kept."""

from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.core.pictures import LARGEST, plain_picture_type


def kept(content: bytes) -> str:
    """Keep a PNG or JPEG picture, and give its sha256; "" for no content."""
    if content and (not plain_picture_type(content) or len(content) > LARGEST):
        raise DomainError(_("Choose a PNG or JPEG picture of at most 5 MB."), field="picture")
    return file_store().put(content) if content else ""
