"""A small house in which the rights are tried: one record of each kind, and six people around an opportunity."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.client import ClientHandler

from filon.accounts.models import ApiToken, User
from filon.accounts.services.tokens import create_token
from filon.accounts.testing import a_user, an_administrator
from filon.activities.testing import a_plan, an_activity, the_type
from filon.calendar.services.links import answer_link
from filon.calendar.testing import a_meeting
from filon.catalog.models import PaymentTerm, PriceList
from filon.catalog.testing import a_product, a_rule, the_tax, the_unit
from filon.chatter.models import Attachment, Follower, MessageTemplate, Notification
from filon.chatter.services.posting import post_inbound
from filon.chatter.testing import a_note
from filon.contacts.choices import SuppressionKind
from filon.contacts.services.objecting import objection_link
from filon.contacts.services.suppressing import suppress
from filon.contacts.testing import a_company
from filon.crm.models import Campaign, Lead, Medium, RecurringPlan, Source
from filon.crm.services.marketing import find_or_create
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.exchange.testing import an_import
from filon.history.models import ChangeSet
from filon.history.services.recording import write
from filon.invoicing.models import Invoice
from filon.invoicing.services.paying import register_payment
from filon.invoicing.testing import DAY, an_invoice, an_order
from filon.jobs.models import Job
from filon.leadmining.choices import DatasetState
from filon.leadmining.models import Dataset, Origin
from filon.leadmining.testing import a_request
from filon.mail.models import Mailbox
from filon.mail.parsing import ParsedAttachment, parse
from filon.mail.services.sending import queue_message
from filon.mail.testing import a_mail, an_arrival
from filon.organisation.testing import a_rate, a_tag
from filon.sales.models import Quotation, QuotationTemplate
from filon.sales.services.delivering import deliver
from filon.sales.services.links import customers_link, signed_name
from filon.sales.services.states import mark_sent
from filon.sales.testing import a_line, a_quotation
from filon.teams.models import Team
from filon.teams.testing import a_team

ROLES = ("anyone", "other", "own", "leader", "all", "admin")
"""Who tries: nobody signed in; a colleague of another team; the owner; his team's leader; who sees all; who may all."""


@dataclass
class World:
    """The people by role, and the id of what each `{name}` in the table stands for."""

    people: dict[str, User]
    ids: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    reading: dict[str, str] = field(default_factory=dict)
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def client(self, role: str) -> Client:
        """A browser of `role`, signed in; a new one each time, because what it tries is undone and its cookies not."""
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    @property
    def lead(self) -> Lead:
        """The owner's opportunity."""
        return Lead.objects.get(pk=self.ids["lead"])


def build() -> World:
    """The house, made by services as people would make it."""
    people = {
        "other": a_user(name="Ana Colega"),
        "own": a_user(name="Mihai Ionescu"),
        "leader": a_user(name="Ioana Lider"),
        "all": a_user(name="Toma Vede", role="all"),
        "admin": an_administrator(name="Radu Țurcanu"),
    }
    team = a_team("Echipa lui Mihai", leaders=[people["leader"]], members=[people["own"]])
    a_team("Altă echipă", members=[people["other"]])
    world = World(people)
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        world.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        world.tokens[role] = create_token(user=user, scope=ApiToken.Scope.WRITE, actor=user)
        world.reading[role] = create_token(user=user, scope=ApiToken.Scope.READ, actor=user)
    made = _records(people, team)
    made |= _mining(people["own"], made["lead"])
    made |= _sales(people["own"], team)
    made |= _invoicing(people["own"], team)
    made["import"] = an_import(people["own"]).pk
    world.ids = {name: str(pk) for name, pk in made.items()}
    return world


def _records(people: dict[str, User], team: Team) -> dict[str, object]:
    own = people["own"]
    tag, contact = a_tag(name="De probă"), a_company("Codrul de probă SRL")
    with write(own, "web", "Changed an opportunity"):
        lead = a_lead("Iluminatul lui Mihai", salesperson=own, team=team, contact=contact, tags=[tag])
    note = a_note(lead.pk, own)
    meeting = a_meeting("Vizită la Mihai", organiser=own, about_id=lead.pk)
    arrival = an_arrival(a_mail())
    parsed = replace(parse(a_mail()), attachments=(ParsedAttachment("plan.txt", "text/plain", b"plan"),))
    letter = post_inbound(record_id=lead.pk, parsed=parsed, inbound=arrival)
    sent = queue_message(record_id=lead.pk, author=own, to=["elena@cramatarii.example"], subject="Oferta", text="Da")
    notified, _made = Notification.objects.get_or_create(record_id=lead.pk, user=own, reason="assigned")
    return {
        "lead": lead.pk,
        "contact": contact.pk,
        "team": team.pk,
        "tag": tag.pk,
        "stage": the_stage("Qualified").pk,
        "reason": a_reason("De probă").pk,
        "campaign": find_or_create(Campaign, actor=None, name="De probă").pk,
        "medium": find_or_create(Medium, actor=None, name="De probă").pk,
        "source": find_or_create(Source, actor=None, name="De probă").pk,
        "plan": _newest(RecurringPlan.objects.all()),
        "meeting": meeting.pk,
        "invitation": answer_link(meeting.attendees.get(user=own)).rstrip("/").rpartition("/")[2],
        "user": people["other"].pk,
        "self": own.pk,
        "note": note.pk,
        "activity": an_activity(lead.pk, own).pk,
        "activity_plan": a_plan().pk,
        "activity_type": the_type("To-do").pk,
        "letter": letter.pk,
        "attachment": Attachment.objects.filter(message=letter).values_list("pk", flat=True)[0],
        "inbound": letter.inbound_id,
        "mailbox": Mailbox.objects.create(name="De probă", host="127.0.0.1", port=1).pk,
        "outbound": sent.pk,
        "message_template": next(each.pk for each in MessageTemplate.objects.all() if "lead" in each.record_kinds),
        "follower": Follower.objects.filter(record_id=lead.pk).values_list("pk", flat=True)[0],
        "notification": notified.pk,
        "changes": ChangeSet.objects.filter(actor=own.pk, changes__root=lead.pk)
        .order_by("-pk")
        .values_list("pk", flat=True)[0],
        "job": Job.objects.values_list("pk", flat=True).first() or 0,
        "token": ApiToken.objects.filter(user=own).values_list("pk", flat=True)[0],
    }


def _mining(own: User, lead: object) -> dict[str, object]:
    """A request of the owner's, a dataset that his lead came from, and an objection."""
    dataset = Dataset.objects.create(importer="generic", title="De probă", state=DatasetState.READY)
    objection = suppress(actor=own, kind=SuppressionKind.EMAIL, value="nu@firma.example")
    origin = Origin.objects.create(record_id=lead, dataset=dataset, source_key="1")
    link = objection_link("ioana@firma.example").rstrip("/").rpartition("/")[2]
    made = {"mining": a_request(own).pk, "dataset": dataset.pk, "suppression": objection.pk}
    return {**made, "origin": origin.pk, "objection": link}


def _sales(own: User, team: Team) -> dict[str, object]:
    """A quotation of the owner's with one line."""
    quotation = a_quotation(customer=a_company("Clientul de probă SRL"), salesperson=own, team=team)
    sent = a_quotation(customer=quotation.customer, salesperson=own, team=team)
    a_line(sent)
    mark_sent(actor=own, quotation=sent)
    return {
        "customers_link": signed_name(customers_link(actor=own, quotation=sent)),
        "quotation": quotation.pk,
        "line": a_line(quotation).pk,
        "product": a_product("De probă").pk,
        **_catalogue(),
    }


def _catalogue() -> dict[str, object]:
    """One of each of the small tables of the catalogue, and a template."""
    unit, price_list = the_unit(), PriceList.objects.all()[0]
    return {
        "tax": the_tax().pk,
        "unit": unit.pk,
        "unit_family": unit.family_id,
        "price_list": price_list.pk,
        "price_rule": a_rule(price_list).pk,
        "currency": "EUR",
        "currency_rate": a_rate().pk,
        "term": PaymentTerm.objects.values_list("pk", flat=True)[0],
        "quotation_template": QuotationTemplate.objects.create(name={"ro": "Model"}).pk,
    }


def _invoicing(own: User, team: Team) -> dict[str, object]:
    """An order of the owner's, delivered once; and an invoice of his, paid in part, with a line."""
    order = an_order(actor=own)
    Quotation.objects.filter(pk=order.pk).update(team=team)
    line = order.lines.get()
    delivery = deliver(actor=own, order=order, day=DAY, quantities={line.pk: line.quantity})
    invoice = an_invoice(order, actor=own)
    payment = register_payment(actor=own, invoice=invoice, day=DAY, amount=Decimal(1))
    Invoice.objects.filter(pk=invoice.pk).update(team=team)
    return {
        "order": order.pk,
        "delivery": delivery.pk,
        "invoice": invoice.pk,
        "invoice_line": invoice.lines.get().pk,
        "payment": payment.pk,
    }


def _newest(rows: QuerySet[Any]) -> int:
    return int(rows.order_by("-pk").values_list("pk", flat=True)[0])


@contextmanager
def undone() -> Iterator[None]:
    """What is tried inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
