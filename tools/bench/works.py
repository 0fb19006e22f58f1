"""The works that are measured: what people and programs wait for, each with the raw SQL of the same work."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client
from watching import Statements, replay

from filon.accounts.models import User
from filon.accounts.services.tokens import create_token
from filon.chatter.choices import MessageKind
from filon.chatter.models import Message
from filon.config.seeding.bulk import Columns, insert, next_id
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.files import file_store
from filon.crm.lists.leads import LEADS
from filon.crm.models import Lead, Stage
from filon.history.choices import Kind
from filon.history.services import recording
from filon.jobs.choices import RunState
from filon.jobs.models import Job
from filon.jobs.services import long_running, running
from filon.mail.models import InboundMessage
from filon.mail.services.receiving import stored, take
from filon.ui.lists.editing import actions_of

LEAD = Columns(Lead)
INBOUND = Columns(InboundMessage)
LONG_THREAD = 500
_new_lead = LEAD.filler("record_id", "name", "stage_id", "currency_id", "created_at", "stage_changed_at", "search_text")
_MOVE = "UPDATE crm_lead SET stage_id = %s, probability = %s, stage_changed_at = %s WHERE id = %s"
_WIN = "UPDATE crm_lead SET stage_id = %s, probability = 100, status = 'won', closed_at = %s WHERE id = %s"


@dataclass
class Work:
    """Something to measure. `prepare` is not timed. `budget` and `odoo` are milliseconds at 200,000."""

    name: str
    act: Callable[[], object]
    raw: Callable[[], object]
    prepare: Callable[[], object] = lambda: None
    shown: int | None = None
    budget: float | None = None
    odoo: str = ""
    most_runs: int = 1000


def works() -> Iterator[Work]:
    """All works, reading first."""
    administrator = User.objects.filter(role="administrator").order_by("pk")[0]
    agents = User.objects.filter(role="own", is_active=True)
    owner = max(agents, key=lambda user: Lead.objects.filter(owner_key=user.pk).count())
    lead = Lead.objects.filter(is_open=True, messages__isnull=False) if hasattr(Lead, "messages") else None
    threaded = (lead or Lead.objects.filter(is_open=True, record__messages__isnull=False)).order_by("-pk")[0]
    yield from _readings(administrator, owner, threaded)
    yield from _plans(administrator, owner)
    yield from _writings(administrator)
    yield from _programs(administrator)


def _readings(administrator: User, owner: User, threaded: Lead) -> Iterator[Work]:
    fragment = {"HX-Request": "true"}
    for who, user in (("administrator", administrator), ("owner of half", owner)):
        client = _signed_in(user)
        whose = "" if who == "administrator" else "&filter=whose:mine"
        board = f"/crm/?view=board&filter=status:open&filter=status:recent{whose}"
        yield _page(f"board, fragment, {who}", client, board, fragment, budget=30, odoo="148 own, 440 all")
        yield _page(f"board, page, {who}", client, board, {}, budget=45, odoo="148 own, 440 all")
        yield _page(f"list, {who}", client, "/crm/?view=table&filter=", {}, budget=30, odoo="16 to 141")
        yield _page(f"list as it opens, {who}", client, "/crm/?view=table", {}, budget=30, odoo="16 to 141")
        yield _page(f"search, {who}", client, "/crm/?view=table&filter=&q=nordsolar", {}, budget=30, odoo="16 to 141")
    client = _signed_in(administrator)
    yield _page("search of many", client, "/crm/?view=table&filter=&q=fotovoltaic", {}, budget=30, odoo="16 to 141")
    yield from _groupings(administrator, owner)
    yield _page("palette", client, "/palette/?q=nordsolar", fragment, budget=30)
    yield _page("opportunity with thread", client, f"/crm/{threaded.pk}/", {}, budget=30, odoo="64")
    long = Lead.objects.filter(is_open=True).exclude(pk=threaded.pk).order_by("-pk")[0]
    fill_thread(long)
    yield _page("thread of 500 messages", client, f"/r/{long.pk}/thread/", fragment, budget=80)
    yield _page("opportunity with 500 messages", client, f"/crm/{long.pk}/", {}, budget=80)
    yield _page("customers", client, "/contacts/", {}, budget=30)
    typed = Contact.objects.filter(is_company=True).order_by("-pk")[0]
    asked = urlencode({"kind": "company", "name": typed.name, "email": typed.email, "phone": typed.phone})
    yield _page("similar while typing", client, f"/contacts/similar/?{asked}", fragment, budget=40)


def fill_thread(lead: Lead) -> None:
    """Let the thread of `lead` hold 500 messages, in and out in turn."""
    missing = LONG_THREAD - Message.objects.filter(record_id=lead.pk).count()
    Message.objects.bulk_create(
        Message(
            record_id=lead.pk,
            kind=MessageKind.INBOUND if number % 2 else MessageKind.NOTE,
            author_address=f"Ion Pop <ion.pop{number % 7}@exemplu.example>",
            subject="Re: Sistem fotovoltaic",
            body_text="Bună ziua,\n\nNe interesează un sistem fotovoltaic de 30 kW.\n" * 5,
            is_automatic=False,
        )
        for number in range(missing)
    )


def _groupings(administrator: User, owner: User) -> Iterator[Work]:
    """What puts rows together: analyses, grouped lists, the board by another field than the stage."""
    fragment = {"HX-Request": "true"}
    for who, user in (("administrator", administrator), ("owner of half", owner)):
        analyst = _signed_in(user)
        everything = "view=pivot&filter=&rows=closing:month&columns=stage&measure=revenue"
        listed, board = "/crm/?view=table&filter=&group=", "/crm/?view=board&filter=status:open&group="
        yield _page(f"grouped list, {who}", analyst, f"{listed}stage", fragment, budget=100)
        yield _page(f"board by salesperson, {who}", analyst, f"{board}salesperson", fragment, budget=100)
        yield _page(f"pivot, month by stage, {who}", analyst, f"/reports/pipeline/?{everything}", fragment, budget=100,
                    odoo="101")  # fmt: skip
        yield _page(f"forecast, {who}", analyst, "/reports/forecast/?filter=status:open&filter=closing:from_this_month",
                    fragment, budget=100, odoo="1,156 to 1,917")  # fmt: skip


def _plans(administrator: User, owner: User) -> Iterator[Work]:
    """What is planned: five activities an opportunity, and two thousand meetings of ten people in a month."""
    fragment = {"HX-Request": "true"}
    for who, user in (("administrator", administrator), ("owner of half", owner)):
        client = _signed_in(user)
        yield _page(f"my activities, {who}", client, "/activities/", {}, budget=60)
        whose = "" if who == "administrator" else "&filter=whose:mine"
        yield _page(f"activity view, {who}", client, f"/crm/?view=activities&filter={whose}", fragment, budget=60)
        yield _page(f"my day, {who}", client, "/", {}, budget=60)
    first, last = clock.now() - timedelta(days=16), clock.now() + timedelta(days=16)
    people = User.objects.filter(role="own", is_active=True).order_by("pk").values_list("pk", flat=True)[:10]
    asked = {
        "people": ",".join(map(str, people)),
        "start": f"{first:%Y-%m-%dT00:00:00}",
        "end": f"{last:%Y-%m-%dT00:00:00}",
    }
    for colour in ("person", "team"):
        url = f"/calendar/events/?{urlencode({**asked, 'colour': colour})}"
        yield _page(f"month of ten people, by {colour}", _signed_in(administrator), url, {}, budget=150)


def _signed_in(user: User) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client


def _page(
    name: str, client: Client, url: str, headers: dict[str, str], budget: float | None = None, odoo: str = ""
) -> Work:
    """A page, and its own statements asked again without the application."""

    def act() -> None:
        response = client.get(url, headers=headers)
        if response.status_code != 200:
            raise AssertionError(f"{url} answered {response.status_code}")

    with Statements() as statements:
        act()
    seen = list(statements.seen)
    body = client.get(url, headers=headers).content
    shown = body.count(b"data-id=") or body.count(b"data-row=") or body.count(b'"classNames"')
    return Work(name, act, lambda: replay(seen), shown=shown or None, budget=budget, odoo=odoo)


def _writings(user: User) -> Iterator[Work]:
    client = _signed_in(user)
    stages = list(Stage.objects.filter(is_won=False, team=None).order_by("sequence"))
    won = Stage.objects.filter(is_won=True)[0]
    ids = iter(Lead.objects.filter(is_open=True).order_by("-pk").values_list("pk", flat=True)[:5000])
    there: dict[str, Any] = {}

    def choose() -> None:
        there["lead"] = Lead.objects.get(pk=next(ids))
        there["stage"] = next(stage for stage in stages if stage.pk != there["lead"].stage_id)

    def move() -> None:
        _posted(client, f"/crm/{there['lead'].pk}/move/", {"stage": there["stage"].pk, "view": "board"})

    def raw_move() -> None:
        stage = there["stage"]
        _written(user, _MOVE, [stage.pk, stage.probability, clock.now(), there["lead"].pk])

    def win() -> None:
        _posted(client, f"/crm/{there['lead'].pk}/win/", {"activities": "keep"})

    def raw_win() -> None:
        _written(user, _WIN, [won.pk, clock.now(), there["lead"].pk])

    yield _edit_of_many(user)
    yield Work("card move", move, raw_move, choose, budget=15, odoo="23")
    yield Work("win", win, raw_win, choose, budget=20, odoo="61")


def _edit_of_many(user: User) -> Work:
    """Two fields of 5,000 opportunities, as the job does it: all batches, without waiting for a worker."""
    ids = list(Lead.objects.filter(is_open=True).order_by("-pk").values_list("pk", flat=True)[:5000])
    edit = next(action for action in actions_of(LEADS, user) if action.key == "edit")
    days = count(1)

    def act() -> None:
        posted = urlencode({"expected_closing": f"{next(days) % 28 + 1}.12.2026", "priority": "1"})
        run = long_running.begin(actor=user, declared=LEADS, action=edit, ids=ids, posted=posted)
        long_running.go_on(run)
        run.refresh_from_db()
        if run.state != RunState.DONE:
            raise AssertionError(run.error)

    def raw() -> None:
        closing = date(2026, 12, next(days) % 28 + 1)
        marks = ", ".join(["%s"] * len(ids))
        _written(user, f"UPDATE crm_lead SET expected_closing = %s WHERE id IN ({marks})", [closing, *ids])

    return Work("5,000 edited together", act, raw, budget=3000, odoo="", most_runs=3)


def _posted(client: Client, url: str, data: dict[str, Any]) -> None:
    response = client.post(url, data, headers={"HX-Request": "true"})
    if response.status_code not in (200, 204, 302):
        raise AssertionError(f"{url} answered {response.status_code}: {response.content[:300]!r}")


def _written(user: User, sql: str, params: list[Any]) -> None:
    with recording.write(user, Kind.WEB), connection.cursor() as cursor:
        cursor.execute(sql, params)


def _programs(user: User) -> Iterator[Work]:
    client = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {create_token(user=user)}"})
    numbers = count(1)
    stage = Stage.objects.filter(is_won=False, team=None).order_by("sequence")[0].pk

    def values() -> dict[str, Any]:
        number = next(numbers)
        return {"name": f"Măsurătoare {number}", "contact_name": "Ion Pop", "email": f"ion{number}@exemplu.example"}

    def send(url: str, body: object) -> None:
        response = client.post(url, json.dumps(body), content_type="application/json")
        if response.status_code not in (200, 201):
            raise AssertionError(f"{url} answered {response.status_code}: {response.content[:300]!r}")

    def raw_create(many: int) -> None:
        now = clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        with recording.write(user, Kind.API):
            recording.ensure()
            first = next_id("core_record")
            insert(_RECORD, [list(_new_record(first + place, "lead")) for place in range(many)])
            insert(LEAD, [_lead_row(first + place, stage, now) for place in range(many)])
            _advance(first + many)

    yield Work("API create", lambda: send("/api/v1/leads", values()), lambda: raw_create(1), budget=10, odoo="34")
    yield Work(
        "API create 1,000 at once",
        lambda: send("/api/v1/leads/bulk", {"items": [values() for _each in range(1000)]}),
        lambda: raw_create(1000),
        budget=500,
        odoo="5,580",
        most_runs=7,
    )
    yield _message(numbers, lambda: raw_create(1))


def _lead_row(number: int, stage: int, now: str) -> list[Any]:
    return list(_new_lead(number, "x", stage, "RON", now, now, "masuratoare"))


_RECORD = Columns(Lead._meta.get_field("record").related_model)
_new_record = _RECORD.filler("id", "kind")


def _advance(number: int) -> None:
    """Let PostgreSQL's sequence go on behind an id that was given by hand."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('core_record', 'id'), %s)", [number])


def _message(numbers: Iterator[int], raw_lead: Callable[[], None]) -> Work:
    """A message from the pipe to its lead: ledger committed, job run. Raw: its file, ledger row and lead."""

    def raw_message() -> bytes:
        number = next(numbers)
        message = EmailMessage()
        message["From"], message["To"] = f"Ion Pop <ion.pop{number}@exemplu.example>", "vanzari@filon.localhost"
        message["Subject"], message["Message-ID"] = (
            f"Cerere de ofertă {number}",
            f"<{number}.{id(numbers)}@exemplu.example>",
        )
        message.set_content("Bună ziua,\n\nNe interesează un sistem fotovoltaic de 30 kW.\n\nCu stimă,\nIon Pop\n")
        return message.as_bytes()

    def act() -> None:
        take(arrival=stored(raw_message(), transport="pipe", recipients=["vanzari@filon.localhost"]))
        while (job := running.claim()) is not None:
            running.run(job)

    def raw() -> None:
        content = raw_message()
        digest = file_store().put(content)
        with transaction.atomic():
            InboundMessage.objects.create(transport="pipe", digest=digest, size=len(content))
        raw_lead()

    def prepare() -> None:
        Job.objects.filter(run_at__lte=clock.now() + timedelta(hours=1)).exclude(name__endswith=".route").delete()

    return Work("message to lead", act, raw, prepare, budget=25, odoo="38")
