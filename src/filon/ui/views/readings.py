"""How a typed text was understood: the echo below a field. Knows nothing of records."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from filon.ui import formatting
from filon.ui.fields import DateField, MoneyField, PhoneField

LONGEST = 100


def _money(text: str) -> str:
    amount = MoneyField(allow_negative=True).clean(text)
    return "" if amount is None else formatting.number(amount, 2)


def _day(text: str) -> str:
    day = DateField().clean(text)
    return "" if day is None else formatting.weekday_exact(day)


READERS: dict[str, Callable[[str], str]] = {"money": _money, "day": _day, "phone": PhoneField(required=False).clean}


@require_GET
def reading(request: HttpRequest) -> HttpResponseBase:
    """`?kind=money|day|phone&text=…`: the reading in words, or a sentence about what is wrong with the text."""
    kind, text = request.GET.get("kind", ""), request.GET.get("text", "").strip()
    if kind not in READERS or not text or len(text) > LONGEST:
        return HttpResponseBadRequest()
    try:
        understood = READERS[kind](text)
    except ValidationError as error:
        return JsonResponse({"text": "", "error": " ".join(error.messages)})
    same = understood == text
    return JsonResponse({"text": "" if same else _("Understood: %s") % understood, "error": ""})
