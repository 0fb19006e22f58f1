"""What is typed in a thread."""

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.chatter.choices import MessageKind
from filon.chatter.services import following
from filon.contacts.services.finding import find_by_email
from filon.core import clock
from filon.core.normalising import normalised_email
from filon.ui import reading

MORNING = time(9)
_HOUR = re.compile(r"(?:^|[\s,T])(\d{1,2}):(\d{2})$")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files that were chosen, perhaps none."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file on its own; an empty choice is an empty list."""
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


class MomentField(forms.Field):
    """A moment to come, as people write it on their own clock: „mâine 9:30”, „15.12 10:00”, „16:45” is today.

    A day without a time is its morning, at nine.
    """

    widget = forms.TextInput
    default_error_messages = {"unreadable": _("Write a moment such as tomorrow 9:30 or 15.12.2026 10:00.")}

    def to_python(self, value: Any) -> datetime | None:
        """The moment; one that has passed is an error."""
        text = str(value or "").strip()
        if not text:
            return None
        hour = _HOUR.search(text)
        said = text[: hour.start()].strip(" ,T") if hour else text
        today = clock.today(timezone.get_current_timezone_name())
        try:
            day = reading.day(said, today) if said else today
            at = time(int(hour[1]), int(hour[2])) if hour else MORNING
            moment = timezone.make_aware(datetime.combine(day, at))
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable") from None
        if moment <= clock.now():
            raise forms.ValidationError(_("Choose a moment that is still to come."))
        return moment


class ScheduleForm(forms.Form):
    """When a message that waits is to go out; nothing is now."""

    send_at = MomentField(label=_("Send at"), required=False)


class ComposerForm(forms.Form):
    """A message to people outside, or a note for us, with files."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in (MessageKind.MESSAGE, MessageKind.NOTE)])
    body = forms.CharField(label=_("Message"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    subject = forms.CharField(label=_("Subject"), required=False, max_length=300)
    cc = forms.CharField(label=_("Cc"), required=False)
    send_at = MomentField(label=_("Send at"), required=False)
    also_to = forms.CharField(label=_("Also to"), required=False)
    file = FilesField(label=_("Files"), required=False)

    def recipients(self) -> list[str]:
        """The addresses that were ticked, and those typed beside them."""
        return [*self._chosen("to"), *_listed(self.cleaned_data["also_to"])]

    def copied(self) -> list[str]:
        """The addresses that get a copy."""
        return _listed(self.cleaned_data["cc"])

    def template_files(self) -> list[int]:
        """The files of message templates that were chosen and not taken off again."""
        return [int(pk) for pk in self._chosen("template_file") if pk.isdecimal()]

    def leaves_out(self, address: str) -> bool:
        """Whether the tick at a proposed recipient was taken away."""
        return self.is_bound and self.data.get("kind") == MessageKind.MESSAGE and address not in self._chosen("to")

    def _chosen(self, name: str) -> list[str]:
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []


class NoteForm(forms.Form):
    """The words of a note."""

    body = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FollowerForm(forms.Form):
    """Who is to follow: a colleague by name, or anybody by his e-mail address."""

    hides_required = True

    who = forms.CharField(label=_("Colleague or e-mail address"), max_length=320)

    def save(self, *, actor: User, record_id: int) -> None:
        """Add the follower. DomainError when there is no such person."""
        typed = self.cleaned_data["who"].strip()
        address = normalised_email(typed)
        user = User.objects.active().filter(email=address).first() if address else _colleague(typed)
        contact = find_by_email(address) if user is None else None
        if user is not None:
            following.follow(actor=actor, record_id=record_id, user=user)
        elif contact is not None:
            following.follow_as_contact(actor=actor, record_id=record_id, contact=contact)
        else:
            following.follow_as_address(actor=actor, record_id=record_id, address=typed)


def _listed(text: str) -> list[str]:
    """The addresses that were typed, apart from each other by commas or semicolons."""
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _colleague(name: str) -> User | None:
    found = list(User.objects.active().filter(name__iexact=name)[:2])
    return found[0] if len(found) == 1 else None
