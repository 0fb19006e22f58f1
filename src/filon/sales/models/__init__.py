"""The rows of this room."""

from filon.sales.models.answer import QuotationAnswer
from filon.sales.models.delivery import Delivery, DeliveryLine
from filon.sales.models.line import QuotationLine
from filon.sales.models.link import QuotationLink
from filon.sales.models.quotation import Quotation, QuotationQuerySet
from filon.sales.models.settings import SalesSettings
from filon.sales.models.template import QuotationTemplate, TemplateLine
from filon.sales.models.version import QuotationVersion

__all__ = [
    "Delivery",
    "DeliveryLine",
    "Quotation",
    "QuotationAnswer",
    "QuotationLine",
    "QuotationLink",
    "QuotationQuerySet",
    "QuotationTemplate",
    "QuotationVersion",
    "SalesSettings",
    "TemplateLine",
]
