"""The ledger's and the outbox's pages, and the frame for mail's HTML."""

import pytest
from django.test import Client

from filon.accounts.testing import a_user, an_administrator
from filon.contacts.testing import a_company
from filon.jobs.testing import run_jobs
from filon.mail.models import InboundMessage, OutboundMessage
from filon.mail.services.sending import queue_message
from filon.mail.testing import a_mail, an_alias, an_arrival

pytestmark = pytest.mark.django_db

HTML = (
    '<script>alert(1)</script><p>Bună <b>ziua</b></p><img src="cid:logo"><img src="https://x.test/t.png">'
    '<a href="https://x.test/">aici</a>'
)
RICH = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b",
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML + "\r\n--b\r\nContent-Type: image/png\r\n"
    'Content-ID: <logo>\r\nContent-Disposition: inline; filename="../logo.png"\r\n'
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b\r\nContent-Type: text/html\r\n"
    'Content-Disposition: attachment; filename="rău.html"\r\n\r\n<script>alert(1)</script>\r\n--b--',
)


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(an_administrator())
    return client


def a_rich_message() -> InboundMessage:
    return an_arrival(a_mail(RICH[0], body=RICH[1]))


def test_the_ledger_shows_what_became_of_each_message(administrator: Client, world) -> None:
    an_alias(a_company().record)
    an_arrival(a_mail(subject="Acoperiș nou"))
    an_arrival(a_mail(to="catchall@filon.localhost", subject="Altceva", message_id="<m2@x>"))
    run_jobs()
    page = administrator.get("/mail/inbound/").content.decode()
    assert "Acoperiș nou" in page
    assert "Înregistrare creată" in page
    found = administrator.get("/mail/inbound/?q=acoperis").content.decode()
    assert "Acoperiș nou" in found
    assert "Altceva" not in found
    refused = administrator.get("/mail/inbound/?filter=outcome:refused").content.decode()
    assert "Altceva" in refused
    assert "Refuzat (1)" in refused
    assert "Acoperiș nou" not in refused


def test_a_list_runs_no_query_for_each_row(administrator: Client, django_assert_max_num_queries) -> None:
    for number in range(30):
        an_arrival(a_mail(message_id=f"<m{number}@x>"))
    with django_assert_max_num_queries(25):
        administrator.get("/mail/inbound/")


def test_a_message_shows_its_way_and_its_defects(administrator: Client, world) -> None:
    row = an_arrival(a_mail("Date: ieri", to="lista@client.test"))
    run_jobs()
    page = administrator.get(f"/mail/inbound/{row.pk}/").content.decode()
    assert "Niciuna dintre adresele din mesaj nu este a noastră." in page
    assert "Data nu a putut fi înțeleasă." in page
    assert "Bună ziua" in page
    assert "Încearcă din nou" in page


def test_a_message_can_be_routed_again_from_its_page(administrator: Client, world) -> None:
    row = an_arrival(a_mail())
    run_jobs()
    an_alias(a_company().record)
    assert administrator.post(f"/mail/inbound/{row.pk}/retry/").status_code == 302
    run_jobs()
    row.refresh_from_db()
    assert row.outcome == "created"
    administrator.post(f"/mail/inbound/{row.pk}/retry/")
    row.refresh_from_db()
    assert row.outcome == "created"


def test_the_source_and_the_files_are_only_ever_saved(administrator: Client) -> None:
    row = a_rich_message()
    source = administrator.get(f"/mail/inbound/{row.pk}/raw/")
    assert source["Content-Disposition"].startswith("attachment")
    assert b"Content-ID: <logo>" in source.content
    file = administrator.get(f"/mail/inbound/{row.pk}/files/1/")
    assert file["Content-Disposition"].startswith("attachment")
    assert (file["Content-Type"], file["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert administrator.get(f"/mail/inbound/{row.pk}/files/2/").status_code == 404


def test_the_frame_runs_and_loads_nothing(administrator: Client) -> None:
    row = a_rich_message()
    frame = administrator.get(f"/mail/frame/{row.pk}/")
    page, policy = frame.content.decode(), frame["Content-Security-Policy"]
    assert "alert" not in page
    assert "Bună <b>ziua</b>" in page
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "https:" not in policy
    assert 'data-blocked-src="https://x.test/t.png"' in page
    assert f'src="/mail/frame/{row.pk}/pictures/0/"' in page
    asked = administrator.get(f"/mail/frame/{row.pk}/?pictures=1")
    assert ' src="https://x.test/t.png"' in asked.content.decode()
    assert "img-src 'self' https: http:" in asked["Content-Security-Policy"]


def test_only_pictures_are_shown_in_a_frame(administrator: Client) -> None:
    row = a_rich_message()
    picture = administrator.get(f"/mail/frame/{row.pk}/pictures/0/")
    assert (picture["Content-Type"], picture["Content-Disposition"]) == ("image/png", 'inline; filename="logo.png"')
    assert administrator.get(f"/mail/frame/{row.pk}/pictures/1/").status_code == 404


def test_others_see_only_what_stands_in_records_that_they_see(client: Client, world) -> None:
    client.force_login(a_user())
    an_alias(a_company().record)
    row = an_arrival(a_mail(RICH[0], body=RICH[1]))
    assert client.get(f"/mail/frame/{row.pk}/").status_code == 404
    run_jobs()
    assert client.get(f"/mail/frame/{row.pk}/").status_code == 200
    for address in ("/mail/inbound/", f"/mail/inbound/{row.pk}/", f"/mail/inbound/{row.pk}/raw/", "/mail/outbound/"):
        assert client.get(address).status_code == 403
    assert client.post(f"/mail/inbound/{row.pk}/retry/").status_code == 403


def test_a_message_of_ours_can_be_stopped_and_sent_after_all(administrator: Client) -> None:
    message = queue_message(record_id=None, author=None, to=["ion@client.test"], subject="Ofertă", text="Bună ziua")
    assert "Ofertă" in administrator.get("/mail/outbound/").content.decode()
    page = administrator.get(f"/mail/outbound/{message.pk}/").content.decode()
    assert "FILON_EMAIL_URL" in page
    assert "Bună ziua" in page
    administrator.post(f"/mail/outbound/{message.pk}/stop/")
    assert OutboundMessage.objects.get().state == "cancelled"
    administrator.post(f"/mail/outbound/{message.pk}/retry/")
    assert OutboundMessage.objects.get().state == "waiting"


def test_an_author_sees_his_own_messages_only(client: Client) -> None:
    author = a_user()
    own = queue_message(record_id=None, author=author, to=["ion@client.test"], subject="A", text="a")
    foreign = queue_message(record_id=None, author=a_user(), to=["ion@client.test"], subject="B", text="b")
    client.force_login(author)
    assert client.get(f"/mail/outbound/{own.pk}/").status_code == 200
    assert client.get(f"/mail/outbound/{foreign.pk}/").status_code == 404
