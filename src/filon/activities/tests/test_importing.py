"""Activities from files."""

import pytest

from filon.accounts.testing import a_user
from filon.activities.models import Activity
from filon.contacts.testing import a_company
from filon.exchange.services.running import run, start
from filon.exchange.services.settings import Settings
from filon.exchange.testing import an_import

pytestmark = pytest.mark.django_db


def test_activities_come_in_with_what_they_are_about(settings, tmp_path):
    settings.FILON_HOME = tmp_path
    mihai, codrul = a_user(name="Mihai"), a_company("Codrul SRL")
    rows = [
        "Despre;Tip;Rezumat;Termen;Responsabil",
        "codrul srl;De făcut;Trimite oferta;15.12.2026;Mihai",
        f"{codrul.pk};de facut;Sună;;",
        "Nimeni SRL;De făcut;;;",
        "Codrul SRL;Ceva;;15.12.2099;",
    ]
    subject = an_import(mihai, "\n".join(rows), "activity")
    run(start(actor=mihai, subject=subject, settings=Settings.of(subject.settings), is_trial=False))
    subject.refresh_from_db()
    assert (subject.created, subject.rejected) == (2, 2)
    first, second = Activity.objects.order_by("pk")
    assert (first.record_id, first.summary, first.due_on.isoformat()) == (codrul.pk, "Trimite oferta", "2026-12-15")
    assert (second.record_id, second.assignee) == (codrul.pk, mihai)
