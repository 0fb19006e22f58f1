"""How django-allauth keeps the secrets of the second step: encrypted under the installation's key."""

import base64
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SecondStepAdapter(DefaultMFAAdapter):
    """A copy of the database alone gives nobody a code. With another secret key, apps must be set up again."""

    def encrypt(self, text: str) -> str:
        """What is stored for a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of what is stored."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = sha256(b"filon.accounts.second_step:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
