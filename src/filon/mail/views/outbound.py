"""Messages that we send: the list, one message, stopping it and trying again."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from filon.accounts.policies import require_administrator
from filon.accounts.requests import signed_in
from filon.core.exceptions import DomainError
from filon.core.files import file_store
from filon.mail.choices import OutboundState
from filon.mail.lists import OUTBOUND
from filon.mail.models import OutboundMessage
from filon.mail.parsing import parse
from filon.mail.services.sending import cancel_message, retry_message
from filon.mail.views.downloads import download
from filon.ui.lists import list_view
from filon.ui.toasts import toast

_list = list_view(OUTBOUND)


def outbound_list(request: HttpRequest) -> HttpResponseBase:
    """Every message of ours."""
    require_administrator(signed_in(request))
    return _list(request)


@require_safe
def outbound(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: where it stands and why, and what it says."""
    message = _message_or_404(request, pk)
    raw = _raw(message)
    is_unsent = message.state != OutboundState.SENT and message.claimed_at is None
    is_waiting = message.state == OutboundState.WAITING
    context = {
        "message": message,
        "text": parse(raw).text if raw is not None else "",
        "may_stop": is_waiting and is_unsent,
        "may_retry": bool(settings.FILON_EMAIL_URL) and is_unsent,
        "is_next_known": bool(settings.FILON_EMAIL_URL) and is_waiting,
    }
    return render(request, "mail/outbound.html", context)


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as it is sent."""
    message = _message_or_404(request, pk)
    return download(_raw(message), f"{message.pk}.eml", "message/rfc822")


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not send the message."""
    return _do(request, pk, cancel_message, _("The message is stopped."))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try to send the message again."""
    return _do(request, pk, retry_message, _("The message is being sent again."))


def _do(request: HttpRequest, pk: int, service: Callable[..., OutboundMessage], done: str) -> HttpResponse:
    try:
        service(message=_message_or_404(request, pk), actor=signed_in(request))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
    else:
        toast(request, done)
    return redirect("mail:outbound", pk)


def _message_or_404(request: HttpRequest, pk: int) -> OutboundMessage:
    messages = OutboundMessage.objects.visible_to(signed_in(request)).select_related("author", "record")
    return get_object_or_404(messages, pk=pk)


def _raw(message: OutboundMessage) -> bytes | None:
    try:
        return file_store().get(message.digest)
    except OSError:
        return None
