"""Builders for tests."""

from django.core.files.uploadedfile import SimpleUploadedFile

from filon.accounts.models import User
from filon.exchange.declaring import exchangeables
from filon.exchange.models import Import
from filon.exchange.services.uploading import upload


def an_import(actor: User, content: str = "Nume,E-mail\nAna,ana@firma.example\n", kind: str = "contact") -> Import:
    """A file that waits to be imported."""
    file = SimpleUploadedFile("contacte.csv", content.encode())
    return upload(actor=actor, declared=exchangeables[kind], file=file)
