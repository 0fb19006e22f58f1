"""What our documents say of us: address, codes, bank account and logo."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from stdnum import exceptions, iban

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.core.normalising import comma_below
from filon.core.pictures import plain_picture_type
from filon.history.services.recording import describe
from filon.organisation.models import Organisation, Subdivision
from filon.ui.typesetting import is_printable_picture

LARGEST_LOGO = 200 * 1024


class Details(TypedDict, total=False):
    """What may be said of our company."""

    vat: str
    registration_number: str
    street: str
    city: str
    postcode: str
    state: Subdivision | None
    email: str
    phone: str
    website: str
    bank: str
    iban: str


@transaction.atomic
def present_company(*, actor: User | None, **details: Unpack[Details]) -> Organisation:
    """Change what documents say of our company from now on; those already sent or posted keep what they said.

    DomainError on `iban` when its check digits are wrong.
    """
    require_administrator(actor)
    company = Organisation.objects.select_for_update().get(pk=1)
    describe(gettext_noop("Changed the company's details"))
    for name, value in details.items():
        setattr(company, name, comma_below(value).strip() if isinstance(value, str) else value)
    try:
        company.iban = iban.validate(company.iban) if company.iban else ""
    except exceptions.ValidationError as error:
        raise DomainError(_("This is no IBAN; look at it once more."), field="iban") from error
    company.save()
    return company


@transaction.atomic
def set_logo(*, actor: User | None, content: bytes) -> None:
    """Give our documents a logo, PNG or JPEG of at most 200 KB; empty content takes it away."""
    require_administrator(actor)
    if content and (
        len(content) > LARGEST_LOGO or not plain_picture_type(content) or not is_printable_picture(content)
    ):
        raise DomainError(_("Choose a PNG or JPEG picture of at most 200 KB."), field="logo")
    describe(gettext_noop("Changed the company's details"))
    company = Organisation.objects.select_for_update().get(pk=1)
    company.logo = file_store().put(content) if content else ""
    company.save(update_fields=["logo"])
