"""Secrets that are handed out once and kept only as a hash."""

import hashlib
import secrets

from django.utils.crypto import salted_hmac


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits, safe in addresses."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret with so many bits: its sha256 in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_digest(text: str) -> str:
    """What is kept of a guessable text, such as an address: a hash under the installation's key."""
    return salted_hmac("filon.accounts", text, algorithm="sha256").hexdigest()
