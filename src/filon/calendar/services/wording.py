"""What message templates may say of a meeting, and whom a message about it concerns."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.calendar.models import Attendee
from filon.calendar.services.inviting import when
from filon.chatter.hooks import Placeholder, Recipient, Wording

MEETING = Wording(
    {
        "meeting.subject": Placeholder(_("The meeting's subject"), lambda row: row.subject),
        "meeting.when": Placeholder(_("When it takes place"), when),
        "meeting.place": Placeholder(_("Where it takes place"), lambda row: row.location),
        "meeting.video": Placeholder(_("The video link"), lambda row: row.video_url),
        "salesperson.name": Placeholder(_("The organiser's name"), lambda row: str(row.organiser)),
        "salesperson.email": Placeholder(_("The organiser's e-mail address"), lambda row: row.organiser.email),
    }
)


def meeting_recipients(meeting_id: int) -> list[Recipient]:
    """Whom a message about a meeting concerns: everybody from outside who is invited."""
    invited = Attendee.objects.filter(meeting=meeting_id, user=None).exclude(email="").select_related("contact")
    return [Recipient(each.email, each.contact.name if each.contact else "", gettext("invited")) for each in invited]
