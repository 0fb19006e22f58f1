"""The message ledger: the list, one message, its source and files, and the second try."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.history.toasts import undo_toast
from filon.mail.lists import INBOUND
from filon.mail.models import Alias, InboundMessage, MailSettings
from filon.mail.parsing import parse
from filon.mail.parsing.headers import decoded
from filon.mail.services.accepting import accept_message, is_acceptable
from filon.mail.services.settling import may_retry, retry_inbound
from filon.mail.views.downloads import download
from filon.ui.lists import list_view
from filon.ui.toasts import toast

SHOWN_TEXT = 100_000
_list = list_view(INBOUND)


def inbound_list(request: HttpRequest) -> HttpResponseBase:
    """Every message that reached us."""
    require_administrator(signed_in(request))
    return _list(request)


@require_safe
def inbound(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: what became of it and why, what it says, and how it came."""
    message = _message_or_404(request, pk)
    raw = _raw(message)
    parsed = parse(raw) if raw is not None else None
    context = {
        "message": message,
        "routes": message.routes.select_related("record"),
        "parsed": parsed,
        "text": parsed.text[:SHOWN_TEXT] if parsed else "",
        "defects": [_(defect) for defect in parsed.defects] if parsed else [],
        "headers": [(name, decoded(value)) for name, value in parsed.headers] if parsed else [],
        "may_retry": may_retry(message),
        "aliases": Alias.objects.all() if is_acceptable(message) else [],
        "verdicts": parsed.verdicts if parsed else (),
        "our_server": MailSettings.current().authentication_server,
    }
    return render(request, "mail/inbound.html", context)


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it came, byte for byte."""
    message = _message_or_404(request, pk)
    return download(_raw(message), f"{message.pk}.eml", "message/rfc822")


@require_safe
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file of the message, by its place among them."""
    content = _raw(_message_or_404(request, pk))
    files = parse(content).attachments if content is not None else ()
    found = files[number] if number < len(files) else None
    return download(found.content if found else None, found.name if found else "", "application/octet-stream")


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the message routed again."""
    message = _message_or_404(request, pk)
    try:
        retry_inbound(inbound=message, actor=signed_in(request))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        toast(request, _("The message is being routed again."))
    return redirect("mail:inbound", pk)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a record of the message, for whichever address of ours was chosen."""
    message = _message_or_404(request, pk)
    alias = get_object_or_404(Alias.objects.select_related("owner"), pk=request.POST.get("alias") or 0)
    try:
        record_id = accept_message(inbound=message, alias=alias, actor=signed_in(request))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("mail:inbound", pk)
    undo_toast(request, _("The message is accepted."), _("Undo accepting"))
    return redirect("search:record", record_id)


def _message_or_404(request: HttpRequest, pk: int) -> InboundMessage:
    actor = signed_in(request)
    require_administrator(actor)
    return get_object_or_404(InboundMessage.objects.visible_to(actor), pk=pk)


def _raw(message: InboundMessage) -> bytes | None:
    try:
        return file_store().get(message.digest)
    except OSError:
        return None
