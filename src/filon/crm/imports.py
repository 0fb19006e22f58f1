"""Leads and opportunities from files and into files."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts import imports as contacts
from filon.contacts.models import Contact
from filon.contacts.services.editing import create_contact
from filon.core.exceptions import DomainError
from filon.core.normalising import normalised_email, sort_key
from filon.crm.choices import LeadType, Priority, Status
from filon.crm.models import Campaign, Lead, LeadQuerySet, LostReason, Medium, RecurringPlan, Source, Stage
from filon.crm.services.creating import create_leads
from filon.crm.services.losing import lose_leads
from filon.crm.services.marketing import find_or_create
from filon.crm.services.restoring import restore_leads
from filon.crm.services.updating import update_lead
from filon.exchange.declaring import ID, Column, Exchangeable, Key, Link, Twin, Values, by_name
from filon.exchange.readers import DAY, NAME, choice, number, text
from filon.organisation.models import Currency
from filon.teams.models import Team

RELATED = (
    *("contact", "stage", "team", "salesperson", "currency", "recurring_plan", "state", "country"),
    *("campaign", "medium", "source", "lost_reason"),
)


def _new_customer(user: User, name: str) -> Contact:
    return create_contact(actor=user, name=name, is_company=True)


def _small(model: Any, *others: str) -> Callable[[User, Collection[str]], Any]:
    return by_name(lambda _user: model.objects.all(), *others)


def _marketing(kind: Any) -> Link:
    return Link(_small(kind), lambda user, name: find_or_create(kind, actor=user, name=name))


def _create(lead_type: str) -> Callable[[User, Sequence[Values]], Sequence[Lead]]:
    """New leads; those that the file says are lost are lost, each for its reason."""

    def create(user: User, items: Sequence[Values]) -> Sequence[Lead]:
        ended = [(item.pop("status", None), item.pop("lost_reason", None)) for item in map(dict, items)]
        told = [{name: item[name] for name in item if name not in ("status", "lost_reason")} for item in items]
        leads = create_leads(actor=user, items=[{**item, "type": lead_type} for item in told])  # type: ignore[typeddict-item]
        lost: dict[LostReason | None, list[Lead]] = {}
        for lead, (status, reason) in zip(leads, ended, strict=True):
            if status == Status.LOST:
                lost.setdefault(reason, []).append(lead)
            elif status == Status.WON and lead.status != Status.WON:
                raise DomainError(gettext("What is won stands in a won stage: say which."), field="stage")
        for reason, those in lost.items():
            lose_leads(actor=user, leads=those, reason=reason)
        return leads

    return create


def _update(user: User, lead: Lead, values: Values) -> None:
    status, reason = values.pop("status", lead.status), values.pop("lost_reason", lead.lost_reason)
    if lead.status == Status.LOST and status != Status.LOST:
        restore_leads(actor=user, leads=[lead])
    if values:
        update_lead(actor=user, lead=lead, **values)
    if status == Status.LOST and (lead.status, lead.lost_reason) != (status, reason):
        lose_leads(actor=user, leads=[lead], reason=reason)


def _mark(lead_type: str, item: Values) -> Hashable | None:
    """What no two open leads share: a lead its address; an opportunity its name with its customer."""
    if lead_type == LeadType.LEAD:
        return normalised_email(item.get("email", "")) or None
    contact = item.get("contact")
    return (sort_key(item["name"]), contact.pk) if contact and item.get("name") else None


def _twins(lead_type: str) -> Callable[[User, Sequence[Values]], list[list[Twin]]]:
    def twins(user: User, items: Sequence[Values]) -> list[list[Twin]]:
        marks = [_mark(lead_type, item) for item in items]
        rows = Lead.objects.visible_to(user).filter(type=lead_type, status=Status.OPEN, is_active=True).order_by("pk")
        if lead_type == LeadType.LEAD:
            rows = rows.filter(email_normalised__in={mark for mark in marks if mark})
            why = gettext("the same e-mail address")
            found = {row.email_normalised: Twin(row.pk, row.name, why) for row in rows}
            return [[found[mark]] if mark in found else [] for mark in marks]
        rows = rows.filter(sort_key__in={mark[0] for mark in marks if isinstance(mark, tuple)})
        why = gettext("the same name and customer")
        known = {(row.sort_key, row.contact_id): Twin(row.pk, row.name, why) for row in rows}
        return [[known[mark]] if mark in known else [] for mark in marks]

    return twins


def _marks(lead_type: str) -> Callable[[Values], Iterable[Hashable]]:
    return lambda item: [mark] if (mark := _mark(lead_type, item)) else []


def _rows(lead_type: str) -> Callable[[User], LeadQuerySet]:
    return lambda user: (
        Lead.objects.visible_to(user).filter(type=lead_type).select_related(*RELATED).prefetch_related("tags")
    )


CUSTOMERS = "client; clientul; cont; account; customer name; contact; company"
REVENUE = "venit; valoare; valoarea; sumă; suma; revenue; value; amount; close value; deal value"
CLOSING = "închidere; data închiderii; close date; closing date; expected close date"
NAMED = "oportunitate; titlu; subiect; denumire; opportunity; title; deal; deal name; subject; opportunity id"
COLUMNS = (
    ID,
    Column("name", _("Name"), text(300), NAMED),
    Column("contact", _("Customer"), NAME, CUSTOMERS, link=Link(contacts.contacts_called, _new_customer)),
    Column("company_name", _("Company name"), text(200), "companie; organizație; firmă; organisation"),
    Column("contact_name", _("Contact name"), text(200), "persoană de contact; contact person"),
    Column("job_position", _("Job position"), text(100), "funcție; title; job title; position"),
    *contacts.REACHED,
    Column("website", _("Website"), text(200), "web; site; pagina web; url", r"(https?://|www\.)\S+"),
    *contacts.ADDRESS,
    contacts.LANGUAGE,
    Column("expected_revenue", _("Expected revenue"), number(), REVENUE),
    Column("currency", _("Currency"), NAME, "valută; moneda", link=Link(_small(Currency, "code"))),
    Column("recurring_revenue", _("Recurring revenue"), number(), "venit lunar; monthly revenue"),
    Column("recurring_plan", _("Recurring plan"), NAME, link=Link(_small(RecurringPlan))),
    Column("probability", _("Probability"), number(), "șanse; chance"),
    Column("expected_closing", _("Expected closing"), DAY, CLOSING),
    Column("stage", _("Stage"), NAME, "etapa; stadiu; deal stage; pipeline stage", link=Link(_small(Stage))),
    Column("status", _("Status"), choice(lambda: Status.choices), "stare; rezultat; outcome; won lost"),
    Column("lost_reason", _("Lost reason"), NAME, "motiv; loss reason", link=Link(_small(LostReason))),
    Column("priority", _("Priority"), choice(lambda: Priority.choices, 0), "prioritatea; stele; stars"),
    Column("team", _("Sales team"), NAME, "echipă; echipa; team", link=Link(_small(Team))),
    contacts.SALESPERSON,
    contacts.TAGS,
    Column("campaign", _("Campaign"), NAME, "campania", link=_marketing(Campaign)),
    Column("medium", pgettext_lazy("marketing", "Medium"), NAME, "canal; mediu; channel", link=_marketing(Medium)),
    Column("source", _("Source"), NAME, "sursa; lead source; proveniență", link=_marketing(Source)),
    Column("referred_by", _("Referred by"), text(200), "recomandat"),
    Column("notes", _("Internal notes"), text(), "note; observații; comentarii; comments; description; descriere"),
)


def _declared(kind: str, label: Any, icon: str, list_key: str) -> Exchangeable:
    return Exchangeable(
        kind=kind,
        label=label,
        icon=icon,
        list_keys=(list_key,),
        rows=_rows(kind),
        columns=COLUMNS,
        keys={"id": Key("pk"), "name": Key("sort_key", sort_key), "email": Key("email_normalised", normalised_email)},
        create=_create(kind),
        update=_update,
        twins=_twins(kind),
        marks=_marks(kind),
        refused=contacts.refused,
    )


LEADS = _declared(LeadType.LEAD, _("Leads"), "target", "unqualified")
OPPORTUNITIES = _declared(LeadType.OPPORTUNITY, _("Opportunities"), "target", "leads")
