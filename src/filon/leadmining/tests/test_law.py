"""Informing people, objections, legal basis, and an end of keeping."""

from datetime import timedelta

import pytest
from django.urls import reverse

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.services.posting import post_note
from filon.contacts.models import Suppression
from filon.contacts.services.objecting import objection_link
from filon.contacts.services.suppressing import suppress, suppressed
from filon.core import clock
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.crm.models import Lead
from filon.history.services.recording import write
from filon.leadmining.models import Origin, Retention
from filon.leadmining.services.informing import mark_informed, notice_text, send_notice, uninformed
from filon.leadmining.services.mining import mine
from filon.leadmining.services.requesting import submit_request
from filon.leadmining.services.retaining import keep_for, let_go, unworked
from filon.leadmining.tasks import let_unworked_go
from filon.leadmining.testing import a_dataset, a_request, company_row
from filon.mail.models import OutboundMessage

pytestmark = pytest.mark.django_db


def mined(user, tmp_path, count=1, **values):
    a_dataset(tmp_path, [company_row(n, email=f"office@firma{n}.example", **values) for n in range(count)])
    with write(user, "job"):
        return mine(submit_request(actor=user, request=a_request(user, lead_count=count)))


def test_whose_data_came_from_a_register_is_written_to_once_with_source_and_objection(tmp_path):
    user = a_user(role="own")
    (lead,) = mined(user, tmp_path)
    Origin.objects.update(has_person=True)
    (origin,) = uninformed(user)
    text = notice_text(lead, origin)
    assert "Firme" in text
    assert objection_link("office@firma0.example") in text
    send_notice(actor=user, origin=origin)
    raw = file_store().get(OutboundMessage.objects.get().digest)
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    origin.refresh_from_db()
    assert origin.notice_sent_at == user.today
    assert not uninformed(user).exists()


def test_who_objected_or_has_no_address_is_told_otherwise_and_marked(tmp_path):
    user = a_user(role="own")
    mined(user, tmp_path)
    Origin.objects.update(has_person=True)
    suppress(actor=None, kind="email", value="office@firma0.example")
    (origin,) = uninformed(user)
    with pytest.raises(DomainError):
        send_notice(actor=user, origin=origin)
    assert mark_informed(actor=user, origins=[origin]) == 1


def test_a_company_without_people_needs_no_notice_and_a_sole_trader_does(tmp_path, client):
    user = a_user(role="own")
    mined(user, tmp_path)
    assert not uninformed(user).exists()
    client.force_login(user)
    Origin.objects.update(has_person=True)
    page = client.get(reverse("leadmining:notices")).content.decode()
    assert "office@firma0.example" in page
    client.post(reverse("leadmining:notices"), {"ids": [Origin.objects.get().pk], "mark": "1"})
    assert "Nu este nimeni de informat." in client.get(reverse("leadmining:notices")).content.decode()


def test_one_click_on_a_signed_link_objects_and_a_changed_link_leads_nowhere(client):
    path = objection_link("ioana@firma.example").partition("/objection/")[2]
    url = f"/objection/{path}"
    assert "ioana@firma.example" in client.get(url).content.decode()
    assert not Suppression.objects.exists()
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert suppressed(emails=["Ioana@Firma.example"])
    assert client.get(f"/objection/x{path}").status_code == 404


def test_the_company_of_a_lead_is_left_alone_by_every_mark_that_is_known(tmp_path, client):
    user = a_user(role="own")
    (lead,) = mined(user, tmp_path, phone="0722 333 444", vat="RO14399840")
    client.force_login(user)
    client.post(reverse("leadmining:lead-objection", args=[lead.pk]))
    assert set(Suppression.objects.values_list("kind", flat=True)) == {"email", "phone", "domain", "vat"}


def test_the_legal_basis_of_a_lead_can_change(tmp_path, client):
    user = a_user(role="own")
    (lead,) = mined(user, tmp_path)
    client.force_login(user)
    origin = Origin.objects.get(record_id=lead.pk)
    client.post(reverse("leadmining:legal-basis", args=[origin.pk]), {"legal_basis": "consent"})
    client.post(reverse("leadmining:legal-basis", args=[origin.pk]), {"legal_basis": "nonsense"})
    origin.refresh_from_db()
    assert origin.legal_basis == "consent"


def test_only_mined_leads_that_nobody_touched_for_long_enough_go(tmp_path):
    user, administrator = a_user(role="own"), an_administrator()
    untouched, worked = mined(user, tmp_path, count=2)
    with write(user, "web"):
        post_note(actor=user, record_id=worked.pk, body="Am sunat.")
    assert list(unworked(90)) == []
    with clock.stopped_at(clock.now() + timedelta(days=91)):
        assert list(unworked(90)) == [untouched]
        let_unworked_go.func()
        assert Lead.objects.count() == 2  # nobody has asked for it yet
        keep_for(actor=administrator, days=90, is_scheduled=True)
        let_unworked_go.func()
    assert list(Lead.objects.values_list("pk", flat=True)) == [worked.pk]


def test_the_page_shows_what_would_go_before_it_does(tmp_path, client):
    user = a_user(role="own")
    (lead,) = mined(user, tmp_path)
    client.force_login(an_administrator())
    with clock.stopped_at(clock.now() + timedelta(days=91)):
        page = client.get(reverse("leadmining:retention")).content.decode()
        assert lead.name in page
        assert let_go(actor=None) == 1
    client.post(reverse("leadmining:retention"), {"days": "30", "is_scheduled": "on"})
    assert (Retention.current().days, Retention.current().is_scheduled) == (30, True)
    assert client.post(reverse("leadmining:retention"), {"days": "0"}).status_code == 422
