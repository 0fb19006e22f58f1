"""What the customer may do with his quotation, and why not."""

from dataclasses import dataclass

from filon.core import clock
from filon.core.house import house
from filon.sales.choices import AnswerKind, QuotationState, Standing
from filon.sales.models import Quotation, QuotationAnswer, QuotationLink, QuotationVersion


@dataclass(frozen=True)
class CustomersView:
    """What a link shows: the version that was sent, how the quotation stands, and the answer that was given."""

    link: QuotationLink
    quotation: Quotation
    version: QuotationVersion | None
    standing: Standing
    answer: QuotationAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether the customer may accept or decline."""
        return self.standing == Standing.OPEN


def customers_view(link: QuotationLink) -> CustomersView:
    """How the quotation of `link` stands for the customer now."""
    quotation = link.quotation
    version = quotation.versions.order_by("-number").first()
    answer = quotation.answers.select_related("version").first()
    return CustomersView(link, quotation, version, _standing(link, quotation, version, answer), answer)


def _standing(
    link: QuotationLink, quotation: Quotation, version: QuotationVersion | None, answer: QuotationAnswer | None
) -> Standing:
    if link.revoked_at is not None:
        return Standing.REVOKED
    if version is None:
        return Standing.CHANGING
    if quotation.state == QuotationState.ORDER:
        return Standing.ACCEPTED if answer and answer.is_acceptance else Standing.ORDERED
    if quotation.state == QuotationState.CANCELLED:
        return Standing.DECLINED if answer and answer.kind == AnswerKind.DECLINED else Standing.CANCELLED
    if quotation.state == QuotationState.DRAFT or quotation.is_changed:
        return Standing.CHANGING
    is_late = quotation.valid_until is not None and quotation.valid_until < clock.today(house().time_zone)
    return Standing.EXPIRED if is_late else Standing.OPEN
