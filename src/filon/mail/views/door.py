"""The door through which a mail provider hands messages in over HTTP."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from filon.core import clock
from filon.mail.models import Mailbox
from filon.mail.parsing import MAX_SIZE
from filon.mail.services.mailboxes import door_of
from filon.mail.services.receiving import stored, take

# Where providers put the whole message: Mailgun, SendGrid (raw), CloudMailin, Postmark, and a plain name of ours.
FIELDS = ("body-mime", "email", "message", "RawEmail", "raw")


@csrf_exempt
@login_not_required
@require_POST
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Put the message on the ledger. The answer is given once it is committed; 4xx means that it will never be."""
    mailbox = door_of(token)
    if mailbox is None:
        return JsonResponse({"detail": "This address is not in use."}, status=403)
    raw = _message(request)
    if not raw.strip():
        return JsonResponse({"detail": "There is no message in this request."}, status=400)
    if len(raw) > MAX_SIZE:
        return JsonResponse({"detail": "The message is too large."}, status=413)
    row = take(
        arrival=stored(raw, transport="http", peer=str(request.META.get("REMOTE_ADDR", "")), mailbox_id=mailbox.pk)
    )
    Mailbox.objects.filter(pk=mailbox.pk).update(visited_at=clock.now(), taken=mailbox.taken + 1)
    return JsonResponse({"accepted": row.pk})


def _message(request: HttpRequest) -> bytes:
    """The bytes of the message, however the provider has wrapped them."""
    kind = request.content_type or ""
    if kind.startswith("multipart/form-data") or kind == "application/x-www-form-urlencoded":
        for name in FIELDS:
            file = request.FILES.get(name)
            if isinstance(file, UploadedFile):
                return bytes(file.read(MAX_SIZE + 1))
            if name in request.POST:
                return request.POST[name].encode("utf-8", "surrogateescape")
        return b""
    if kind == "application/json":
        return _from_json(request.body)
    return request.body


def _from_json(body: bytes) -> bytes:
    try:
        values: Any = json.loads(body)
    except ValueError:
        return b""
    found = next((values[name] for name in FIELDS if values.get(name)), "") if isinstance(values, Mapping) else ""
    text = str(found)
    if ":" in text.partition("\n")[0]:
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(text, validate=False)
    except binascii.Error:
        return b""
