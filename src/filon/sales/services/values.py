"""What may be said about a quotation and its lines."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from filon.accounts.models import User
from filon.catalog.models import PaymentTerm, PriceList, Product, Tax, Unit
from filon.contacts.models import Contact
from filon.crm.models import Lead
from filon.organisation.models import Currency
from filon.teams.models import Team


class QuotationValues(TypedDict, total=False):
    """What is left out stays as it is, or is proposed for a new one."""

    lead: Lead | None
    customer: Contact
    attention: Contact | None
    customer_reference: str
    quoted_on: date
    valid_until: date | None
    language: str
    price_list: PriceList | None
    currency: Currency
    payment_term: PaymentTerm | None
    terms: str
    salesperson: User | None
    team: Team | None


class LineValues(TypedDict, total=False):
    """What is left out stays as it is; a product gives the rest unless it is said too."""

    product: Product | None
    name: str
    description: str
    quantity: Decimal
    unit: Unit | None
    unit_price: Decimal
    discount: Decimal
    tax: Tax | None
    is_optional: bool
