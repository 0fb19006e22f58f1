"""Mentioning a colleague on an opportunity that he may not see."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.chatter.models import Notification
from filon.crm.testing import a_lead

pytestmark = pytest.mark.django_db


def test_whoever_mentions_a_colleague_who_may_not_see_the_opportunity_hears_that_he_is_not_told(
    client: Client,
) -> None:
    radu = an_administrator()
    lead = a_lead(salesperson=radu)
    vlad = a_user(name="Vlad Cucu")
    client.force_login(radu)
    note = {"kind": "note", "body": "@Vlad Cucu?"}
    answer = client.post(f"/r/{lead.pk}/thread/post/", note, headers={"HX-Request": "true"})
    assert "nregistrare: Vlad Cucu" in str(answer.headers)
    assert not Notification.objects.filter(user=vlad).exists()
