"""A request that is sent twice with the same `Idempotency-Key` acts once."""

import hashlib
import json
from collections.abc import Callable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from filon.api.authentication import user_of
from filon.api.models import IdempotencyKey
from filon.api.problems import Json, Problem, fault


def answered_once(request: HttpRequest, status: int, act: Callable[[], Json]) -> HttpResponse:
    """Run `act`, all or nothing, and answer with its result, or repeat the answer that the same key got before."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        with transaction.atomic():
            return json_answer(act(), status)
    if len(key) > 255:
        raise Problem(422, [fault("", _("An Idempotency-Key has at most 255 characters."))])
    fingerprint = hashlib.sha256(f"{request.method} {request.get_full_path()} ".encode() + request.body).hexdigest()
    user = user_of(request)
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(user=user, key=key, fingerprint=fingerprint)
    except IntegrityError:
        return _repeated(IdempotencyKey.objects.get(user=user, key=key), fingerprint)
    try:
        with transaction.atomic():
            answer = json_answer(act(), status)
    except Exception:
        row.delete()
        raise
    row.status, row.body = status, answer.content.decode()
    row.save(update_fields=["status", "body"])
    return answer


def _repeated(row: IdempotencyKey, fingerprint: str) -> HttpResponse:
    if row.fingerprint != fingerprint:
        raise Problem(422, [fault("", _("This Idempotency-Key was used for another request."))])
    answer = HttpResponse(row.body, status=row.status or 200, content_type="application/json")
    answer["Idempotent-Replayed"] = "true"
    return answer


def json_answer(body: Json | list[Json], status: int = 200) -> HttpResponse:
    """`body` as JSON: decimals as strings, times in ISO 8601."""
    text = json.dumps(body, ensure_ascii=False, cls=DjangoJSONEncoder)
    return HttpResponse(text, status=status, content_type="application/json")
