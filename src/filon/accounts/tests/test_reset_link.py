"""The command that lets a locked-out administrator in again."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from filon.accounts.testing import an_administrator

pytestmark = pytest.mark.django_db


def test_it_prints_a_link_that_sets_a_new_password(client: Client) -> None:
    boss = an_administrator(email="radu@exemplu.test", password="o parolă uitată")
    Authenticator.objects.create(user=boss, type=Authenticator.Type.TOTP, data={"secret": "x"})
    out = StringIO()
    call_command("reset_link", "Radu@exemplu.test", turn_off_second_step=True, stdout=out)
    path = "/" + out.getvalue().strip().split("/", 3)[3]
    assert client.post(path, {"password": "un munte de cupru"}).headers["Location"] == "/"
    assert client.get("/system/users/").status_code == 200


def test_an_unknown_address_is_said_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="nimeni"):
        call_command("reset_link", "nimeni@exemplu.test")
