"""What registers know of a lead or a contact: shown side by side, taken field by field, with its origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.editing import update_contact
from filon.core.domains import own_domain
from filon.core.exceptions import DomainError
from filon.crm.models import Lead
from filon.crm.services.updating import update_lead
from filon.history.services import recording
from filon.leadmining.directory.company import COLUMNS, Company, Hit
from filon.leadmining.models import Dataset, Origin
from filon.leadmining.providers import CompanyProvider, Question, finders
from filon.leadmining.services.mining import company_values, origin_of
from filon.leadmining.services.wording import field_labels
from filon.organisation.models import Country, Subdivision

Record = Lead | Contact
_SALT, _VALID_FOR = "filon.leadmining.offer", 24 * 3600
_MOST = 5


@dataclass(frozen=True)
class Line:
    """A field side by side: what stands in the record, and what the register says."""

    field: str
    label: str
    present: str
    offered: str

    @property
    def fills(self) -> bool:
        """Whether it would fill an empty field."""
        return not self.present


@dataclass(frozen=True)
class Offer:
    """A company that the record may be, with what would change. `token` carries it to `take`, signed."""

    company: Company
    source: Dataset
    lines: list[Line]
    token: str


@dataclass(frozen=True)
class Answers:
    """What was found, and why somebody could not be asked."""

    offers: list[Offer]
    faults: list[str]


def question_about(record: Record) -> Question:
    """What is known of the company of a lead or a contact."""
    contact = record if isinstance(record, Contact) else record.contact
    company = contact.company or contact if contact else None
    own = [record, *([contact] if contact else []), *([company] if company else [])]
    domain = next((found for one in own for text in (one.website, one.email) if (found := own_domain(text))), "")
    name = record.company_name if isinstance(record, Lead) else ""
    if not name and company is not None and company.is_company:
        name = company.name
    return Question(vat=company.vat if company else "", domain=domain, name=name)


def question_from(text: str) -> Question:
    """What somebody typed: a fiscal code, a web address, or a name."""
    bare = text.strip()
    digits = bare.upper().removeprefix("RO").replace(" ", "")
    if digits.isdecimal():
        return Question(vat=digits)
    return Question(domain=own_domain(bare)) if own_domain(bare) and " " not in bare else Question(name=bare)


def answers(record: Record, question: Question) -> Answers:
    """Everybody's answers, at most five companies; one that would change nothing is still shown."""
    offers, faults = list[Offer](), list[str]()
    for provider in finders() if not question.is_empty else ():
        try:
            hits = provider.look_up(question)
        except DomainError as fault:
            faults.append(str(fault))
            continue
        offers += [_offer(record, provider, hit) for hit in hits]
    return Answers(offers[:_MOST], faults)


def _offer(record: Record, provider: CompanyProvider, hit: Hit) -> Offer:
    values = values_for(record, hit.company)
    lines = [
        Line(name, label, _shown(getattr(record, name)), _shown(value))
        for (name, value), label in zip(values.items(), field_labels(type(record), values), strict=True)
        if value not in ("", None) and value != getattr(record, name)
    ]
    written = {name: getattr(hit.company, name) for name in COLUMNS if getattr(hit.company, name) not in ("", None)}
    token = signing.dumps([record.pk, provider.key, hit.dataset_id, written], salt=_SALT, compress=True)
    return Offer(hit.company, provider.source(hit), lines, token)


def values_for(record: Record, company: Company) -> dict[str, Any]:
    """What a record may take from a company."""
    countries = Country.objects.in_bulk([company.country])
    values: dict[str, Any] = {**company_values(company, countries, Subdivision.objects.in_bulk([company.state]))}
    if isinstance(record, Lead):
        return values
    values["name"] = values.pop("company_name")
    return {**values, "vat": company.vat[:20], "registration_number": registration_of(company)[:30]}


def registration_of(company: Company) -> str:
    """The number in the trade register, which some registers give as their own key."""
    if company.legal_id and company.legal_id not in company.vat:
        return company.legal_id
    return company.source_key if company.euid.endswith(company.source_key) and company.euid else ""


def _shown(value: object) -> str:
    return "" if value is None else str(value)


@transaction.atomic
def take(*, actor: User, record: Record, token: str, fields: Sequence[str]) -> Record:
    """Take the chosen fields of an offer, and note where they come from. DomainError beside a field that cannot be."""
    try:
        owner, key, dataset_id, written = signing.loads(token, salt=_SALT, max_age=_VALID_FOR)
    except signing.BadSignature as error:
        raise DomainError(_("This offer is too old. Look the company up again.")) from error
    provider = next((one for one in finders() if one.key == key), None)
    if owner != record.pk or provider is None:
        raise DomainError(_("This offer is too old. Look the company up again."))
    company = Company(**written)
    values = {name: value for name, value in values_for(record, company).items() if name in fields}
    if not values:
        raise DomainError(_("Choose at least one field."))
    recording.describe(gettext_noop("Took company data from a register"))
    changed: Record
    if isinstance(record, Lead):
        changed = update_lead(actor=actor, lead=record, to_contact=(), **cast(Any, values))
    else:
        changed = update_contact(actor=actor, contact=record, **cast(Any, values))
    source = provider.source(Hit(dataset_id, company))
    if source._state.adding:
        source.save()
    origin_of(Hit(source.pk, company), record.pk, sorted(values)).save()
    return changed


def origins(record_id: int) -> list[Origin]:
    """Where the values of a record come from, the first first."""
    return list(Origin.objects.filter(record_id=record_id).select_related("dataset", "request"))
