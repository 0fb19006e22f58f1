"""What the demonstration's deals sold: quotations in every state, orders, deliveries, invoices paid and overdue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import get_language

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm
from filon.config.demo import products
from filon.contacts.models import Contact
from filon.core import clock
from filon.core.money import rounded
from filon.crm.models import Lead
from filon.history.choices import Kind
from filon.history.services import recording
from filon.invoicing.choices import Basis
from filon.invoicing.models import Invoice
from filon.invoicing.services.drafting import draft_from_order
from filon.invoicing.services.paying import register_payment
from filon.invoicing.services.posting import post_invoice
from filon.organisation.models import Subdivision
from filon.organisation.services.presenting import present_company
from filon.sales.models import Quotation
from filon.sales.services.answering import Evidence, accept, ask, decline
from filon.sales.services.creating import create_quotation
from filon.sales.services.delivering import deliver, to_deliver
from filon.sales.services.lines import add_line, update_line
from filon.sales.services.links import customers_link
from filon.sales.services.snapshot import digest_of
from filon.sales.services.states import cancel, confirm, mark_sent

Texts = dict[str, str]
OURS = {
    "vat": "RO27148308",
    "registration_number": "J12/2381/2010",
    "street": "Str. Fabricii 18",
    "city": "Cluj-Napoca",
    "postcode": "400620",
    "email": "oferte@heliotera.example",
    "phone": "0264 555 010",
    "website": "heliotera.example",
    "bank": "Banca Demonstrației",
    "iban": "RO49AAAA1B31007593840000",
}
OPTION = {"ro": "Mentenanță, primul an", "en": "Maintenance, first year"}
TERMS = {
    "ro": "Livrarea se face în 20 de zile de la comandă.\nGaranția echipamentelor este de 5 ani.",
    "en": "Delivered within 20 days of the order.\nThe equipment is guaranteed for 5 years.",
}
WHY = {"ro": "Am ales o ofertă cu termen mai scurt.", "en": "We chose an offer with a shorter term."}
QUESTION = {
    "ro": "Se poate face montajul într-un weekend, cu hala oprită?",
    "en": "Can it be installed over a weekend, with the hall at rest?",
}
SOLD, OFFERED, PAID_WITHIN = 14, 14, 21


@dataclass(frozen=True)
class Step:
    """Something done by a user, or by a customer on his page (None), at its moment."""

    moment: datetime
    actor: User | None
    act: Callable[[], object]


@dataclass
class Sale:
    """What was sold on one deal. Steps are acts on it."""

    lead: Lead
    number: int
    quotation: Quotation | None = None
    invoice: Invoice | None = None

    @property
    def user(self) -> User:
        """Its salesperson."""
        assert self.lead.salesperson is not None
        return self.lead.salesperson

    @property
    def revenue(self) -> Decimal:
        """What the deal is worth."""
        return self.lead.expected_revenue or Decimal(0)

    @property
    def order(self) -> Quotation:
        """The quotation as it is now."""
        assert self.quotation is not None
        return Quotation.objects.get(pk=self.quotation.pk)

    def offer(self) -> None:
        """Write the quotation: products, and the project for what is left of the revenue."""
        language = _language()
        term = PaymentTerm.objects.order_by("pk")[self.number % PaymentTerm.objects.count()]
        made = create_quotation(actor=self.user, lead=self.lead, payment_term=term, terms=TERMS[language])
        left = self.revenue
        for product, quantity in products.worth(self.revenue, self.lead.name):
            left -= add_line(actor=self.user, quotation=made, product=product, quantity=quantity).base
        project = products.the_product(products.PROJECT)
        add_line(actor=self.user, quotation=made, product=project, unit_price=left)
        upkeep = products.the_product(products.MAINTENANCE)
        option = add_line(actor=self.user, quotation=made, product=upkeep, quantity=Decimal(12), name=OPTION[language])
        update_line(actor=self.user, line=option, is_optional=True)
        self.quotation = made

    def send(self) -> None:
        """The customer has it."""
        mark_sent(actor=self.user, quotation=self.order)
        customers_link(actor=self.user, quotation=self.order)

    def be_accepted(self) -> None:
        """The customer signs on his page."""
        link, content = self.order.links.get(), self.order.versions.latest("number").content
        accept(link=link, digest=digest_of(content), chosen=(), evidence=self._evidence())

    def be_declined(self) -> None:
        """The customer declines on his page."""
        link, content = self.order.links.get(), self.order.versions.latest("number").content
        decline(link=link, digest=digest_of(content), reason=WHY[_language()], evidence=self._evidence())

    def be_asked(self) -> None:
        """The customer asks on his page."""
        ask(link=self.order.links.get(), text=QUESTION[_language()])

    def confirm(self) -> None:
        """We were told by telephone."""
        confirm(actor=self.user, quotation=self.order)

    def cancel(self) -> None:
        """It came to nothing."""
        cancel(actor=self.user, quotation=self.order)

    def deliver(self) -> None:
        """All of it."""
        deliver(actor=self.user, order=self.order, day=self.user.today, quantities=to_deliver(self.order))

    def bill(self) -> None:
        """All of it."""
        draft = draft_from_order(actor=self.user, order=self.order, day=self.user.today)
        self.invoice = post_invoice(actor=self.user, invoice=draft)

    def bill_an_advance(self) -> None:
        """Three tenths of it."""
        draft = draft_from_order(
            actor=self.user, order=self.order, day=self.user.today, basis=Basis.PERCENT, value=Decimal(30)
        )
        self.invoice = post_invoice(actor=self.user, invoice=draft)

    def be_paid(self) -> None:
        """The money comes; of every fourth invoice only a part."""
        assert self.invoice is not None
        share = Decimal("0.4") if self.number % 4 == 3 else Decimal(1)
        amount = rounded(self.invoice.total * share)
        register_payment(actor=self.user, invoice=self.invoice, day=self.user.today, amount=amount)

    def _evidence(self) -> Evidence:
        person = self.lead.contact or self.order.customer
        return Evidence(name=person.name, address="192.0.2.10", user_agent="Mozilla/5.0")


def sell() -> int:
    """Live what was sold, in the order of time; returns the number of quotations."""
    now = clock.now()
    with recording.write(None, Kind.COMMAND):
        present_company(actor=None, state=Subdivision.objects.get(pk="RO-CJ"), **OURS)
    won = [lead for lead in Lead.objects.filter(stage__is_won=True).order_by("-closed_at") if _may_be_billed(lead)][
        :SOLD
    ]
    proposed = Lead.objects.open().filter(stage__sequence__gte=_third_stage(), salesperson__isnull=False)
    offered = [lead for lead in proposed.order_by("-pk") if _may_be_billed(lead)][:OFFERED]
    steps = [step for number, lead in enumerate(won) for step in _sold(Sale(lead, number), now)]
    steps += [step for number, lead in enumerate(offered) for step in _offered(Sale(lead, number), now)]
    for step in sorted(steps, key=lambda step: step.moment):
        with clock.stopped_at(step.moment), recording.write(step.actor, Kind.WEB):
            step.act()
    return len(won) + len(offered)


def _sold(sale: Sale, now: datetime) -> list[Step]:
    """A deal that was won: quoted before, delivered and invoiced after; every third one is not paid."""
    won = sale.lead.closed_at or now
    acts: list[tuple[timedelta, Callable[[], object]]] = [
        (timedelta(days=-8), sale.offer),
        (timedelta(days=-7), sale.send),
        (timedelta(days=-1), sale.be_accepted if sale.number % 2 else sale.confirm),
        (timedelta(days=3), sale.deliver),
        (timedelta(days=5), sale.bill),
    ]
    if sale.number % 3 != 2:
        acts.append((timedelta(days=PAID_WITHIN), sale.be_paid))
    return _until(now, sale, won, acts)


def _offered(sale: Sale, now: datetime) -> list[Step]:
    """An open deal: its quotation in one of seven ways."""
    day = timedelta(days=1)
    begun: list[tuple[timedelta, Callable[[], object]]] = [(0 * day, sale.offer)]
    sent = [*begun, (day / 3, sale.send)]
    ordered = [*sent, (3 * day, sale.be_accepted)]
    ways = (
        begun,
        sent,
        [*sent, (2 * day, sale.be_asked)],
        [*ordered, (4 * day, sale.bill_an_advance), (7 * day, sale.be_paid)],
        [*ordered, (5 * day, sale.deliver)],
        [*sent, (2 * day, sale.be_declined)],
        [*begun, (2 * day, sale.cancel)],
    )
    return _until(now, sale, now - (9 + sale.number) * day, ways[sale.number % len(ways)])


def _until(
    now: datetime, sale: Sale, start: datetime, acts: list[tuple[timedelta, Callable[[], object]]]
) -> list[Step]:
    """The acts that have happened by now."""
    customers = (sale.be_accepted, sale.be_declined, sale.be_asked)
    return [
        Step(start + after, None if act in customers else sale.user, act) for after, act in acts if start + after <= now
    ]


def _may_be_billed(lead: Lead) -> bool:
    """Whether its customer has what an invoice needs, and somebody sells to him."""
    customer: Contact | None = lead.contact and (lead.contact.company or lead.contact)
    known = customer is not None and bool(customer.city or customer.street)
    return bool(known and lead.salesperson_id and lead.expected_revenue)


def _third_stage() -> int:
    """The place of Proposition."""
    return int(Lead.objects.open().order_by("-stage__sequence").values_list("stage__sequence", flat=True)[0])


def _language() -> str:
    return (get_language() or "ro")[:2]
