"""The columns of a quotation that follow from others."""

from collections.abc import Iterable

from django.db import transaction

from filon.sales.models import Quotation
from filon.sales.services.computing import recompute
from filon.search.text import search_text_of


def derive(quotation: Quotation) -> None:
    """Set the search text of a quotation, which is not saved."""
    digits = quotation.number.replace("-", "")
    quotation.search_text = search_text_of(
        quotation.number, digits, quotation.customer.name, quotation.customer_reference
    )


@transaction.atomic
def derive_again(ids: Iterable[int]) -> None:
    """Make search text and amounts of the quotations `ids` anew, as after an undo."""
    for quotation in Quotation.objects.filter(pk__in=list(ids)).select_related("customer"):
        derive(quotation)
        quotation.save(update_fields=["search_text"])
        recompute(quotation)
