"""The page on which people who do not sign in answer an invitation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filon.calendar.choices import ANSWERS, Answer
from filon.calendar.models import Attendee
from filon.calendar.services import attending
from filon.calendar.services.inviting import when
from filon.calendar.services.links import attendee_of
from filon.calendar.services.recurring import read_rule
from filon.core.house import house


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, signed: str) -> HttpResponse:
    """Say whether one comes. Opening the link answers nothing: mail programs open links by themselves."""
    attendee = attendee_of(signed)
    if attendee is None:
        return render(request, "calendar/invitation_gone.html", status=404)
    known = attendee.user or attendee.contact
    with override((known.language if known else "") or house().language):
        wanted = request.POST.get("answer", "")
        if request.method == "POST" and wanted in Answer.values and attendee.meeting.is_active:
            attending.answer(attendee=attendee, answer=Answer(wanted), actor=None)
            attendee.refresh_from_db()
        return render(request, "calendar/invitation.html", _context(attendee))


def _context(attendee: Attendee) -> dict[str, object]:
    meeting = attendee.meeting
    zone = attendee.user.zone if attendee.user else meeting.zone
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    return {
        "meeting": meeting,
        "attendee": attendee,
        "when": when(meeting, zone=zone),
        "zone": zone,
        "repeats": repetition.words() if repetition else "",
        "choices": [(choice.value, label, icon, attendee.answer == choice) for choice, label, icon in ANSWERS],
        "has_answered": attendee.answer != Answer.WAITING,
    }
