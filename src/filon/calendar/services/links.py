"""The signed links by which people who do not sign in answer an invitation."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from filon.calendar.models import Attendee

_SIGNER = Signer(salt="filon.calendar.invitation")


def answer_link(attendee: Attendee) -> str:
    """The address of the page on which `attendee` answers. It holds as long as the invitation does."""
    return settings.FILON_URL + reverse("calendar:invitation", args=[_SIGNER.sign(str(attendee.pk))])


def attendee_of(signed: str) -> Attendee | None:
    """Whose link it is, or None for a forged one, and for somebody who is no longer invited."""
    try:
        pk = int(_SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None
    people = Attendee.objects.select_related("meeting__organiser", "user", "contact")
    return people.filter(pk=pk).first()
