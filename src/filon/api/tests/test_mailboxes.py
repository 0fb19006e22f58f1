"""Mailboxes and the choices about mail by API."""

import pytest

from filon.accounts.testing import an_administrator
from filon.api.testing import Program
from filon.mail.models import Mailbox, MailSettings
from filon.teams.testing import a_team

pytestmark = pytest.mark.django_db


def test_a_mailbox_is_kept_by_api_and_its_password_never_told() -> None:
    api = Program(an_administrator())
    team = a_team(alias="cluj")
    typed = {
        "name": "Gmail",
        "kind": "imap",
        "host": "imap.x.test",
        "user": "ion",
        "password": "taină",
        "team": team.pk,
    }
    made = api.post("mailboxes", typed).json()
    assert (made["team"], made["active"], made["security"]) == (team.pk, True, "tls")
    assert "taină" not in str(made)
    assert api.patch(f"mailboxes/{made['id']}", {"active": False, "team": None}).json()["team"] is None
    box = Mailbox.objects.get()
    assert (box.is_active, box.alias, box.host) == (False, None, "imap.x.test")
    assert api.post("mailboxes", {"name": "X", "kind": "imap"}).status_code == 422
    assert api.post("mailboxes", {**typed, "team": 999_999}).status_code == 422
    assert api.delete(f"mailboxes/{box.pk}").status_code == 204


def test_the_choices_about_mail_change_one_by_one() -> None:
    api = Program(an_administrator())
    assert api.patch("mail-settings", {"trusted_senders": ["Formular@x.test"]}).status_code == 200
    assert api.patch("mail-settings", {"retention_days": 30}).json()["trusted_senders"] == ["formular@x.test"]
    assert api.patch("mail-settings", {"retention_days": 2}).status_code == 422
    assert MailSettings.current().retention_days == 30
