"""One-time links go out by mail, in the language of whoever receives them."""

from email import message_from_bytes, policy

import pytest
from django.conf import LazySettings
from django.test import Client

from filon.accounts.services.inviting import invite_user
from filon.accounts.testing import a_user, an_administrator
from filon.core.files import file_store
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db


def text_of(message: OutboundMessage) -> str:
    parsed = message_from_bytes(file_store().get(message.digest), policy=policy.default)
    return " ".join(parsed.get_body(("plain",)).get_content().split())


@pytest.fixture(autouse=True)
def _mail_goes_out(settings: LazySettings) -> None:
    settings.FILON_EMAIL_URL = "smtp://127.0.0.1:1"


def test_an_invited_user_receives_his_link(settings: LazySettings) -> None:
    boss = an_administrator(name="Radu Țurcanu")
    _user, link = invite_user(actor=boss, name="Ioana", email="ioana@exemplu.test", role="own", language="ro")
    message = OutboundMessage.objects.get()
    assert message.subject == "Invitație în Filon, Compania mea"
    assert "Radu Țurcanu vă invită în Filon" in text_of(message)
    assert link in text_of(message)


def test_an_english_user_is_written_to_in_english(settings: LazySettings) -> None:
    user = a_user(language="en")
    Client().post("/sign-in/forgotten/", {"email": user.email})
    message = OutboundMessage.objects.get()
    assert message.subject == "A new password for Filon"
    assert f"{settings.FILON_URL}/link/" in text_of(message)
