"""What quotations are to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.core.record_types import RecordType, register_record_type
from filon.history.derived import register_derived, register_part
from filon.sales import policies
from filon.sales.models import Quotation, QuotationLine
from filon.sales.services.deriving import derive_again

register_record_type(
    RecordType(
        kind=Quotation.record_kind,
        label=_("Quotation"),
        icon="file-text",
        model=Quotation,
        visible_to=lambda user: Quotation.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("sales:quotation", args=[pk]),
        may_change=policies.may_change,
    )
)
register_derived(Quotation, derive_again)
register_part(QuotationLine, Quotation)
