"""The documents of a quotation: as it is now, as a version was, and the notes of its deliveries."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from filon.core.files import file_store
from filon.sales.choices import DocumentKind, QuotationState
from filon.sales.models import Delivery, Quotation
from filon.sales.services.printing import document
from filon.sales.services.snapshot import Content, content_of, delivery_content


def quotation_pdf(
    quotation: Quotation, *, content: Content | None = None, signatures: Sequence[Mapping[str, Any]] = ()
) -> bytes:
    """The quotation or order as PDF: `content` of a version that the customer has, else as it is now."""
    kind = DocumentKind.ORDER if quotation.is_order else DocumentKind.QUOTATION
    shown = content or content_of(quotation)
    with override(shown["language"]):
        mark = _mark(quotation)
    return document(shown, kind=kind, logo=logo_of(shown), mark=mark, signatures=signatures)


def delivery_pdf(delivery: Delivery) -> bytes:
    """The delivery note, to be signed by hand."""
    content = delivery_content(delivery)
    return document(content, kind=DocumentKind.DELIVERY, logo=logo_of(content))


def logo_of(content: Content) -> bytes:
    """The bytes of the logo that the content names; none when it names none."""
    digest = content["seller"]["logo"]
    return file_store().get(digest) if digest else b""


def _mark(quotation: Quotation) -> str:
    """The word across the pages of what nobody may rely on."""
    state = QuotationState(quotation.state)
    return str(state.label) if state in (QuotationState.DRAFT, QuotationState.CANCELLED) else ""
