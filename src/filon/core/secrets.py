"""Secrets that must be read again, such as the password of a mailbox: encrypted under the installation's key."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def sealed(text: str, purpose: str) -> str:
    """What is stored for a secret. A copy of the database alone gives nobody the secret; "" stays ""."""
    return _cipher(purpose).encrypt(text.encode()).decode() if text else ""


def opened(stored: str, purpose: str) -> str | None:
    """The secret of what is stored; None when it was sealed under another key or for another purpose."""
    try:
        return _cipher(purpose).decrypt(stored.encode()).decode() if stored else ""
    except InvalidToken:
        return None


def _cipher(purpose: str) -> Fernet:
    key = sha256(b"filon.core.secrets:" + purpose.encode() + b":" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
