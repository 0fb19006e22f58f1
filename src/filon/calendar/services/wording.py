"""What message templates may say of a meeting."""

from django.utils.translation import gettext_lazy as _

from filon.calendar.services.inviting import when
from filon.chatter.hooks import Placeholder, Wording

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
