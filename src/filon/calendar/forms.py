"""The form of a meeting."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.accounts.models import User
from filon.calendar.choices import BEFORE, Channel, Frequency, Position, Privacy, Scope, ShowAs, Weekday
from filon.calendar.models import Meeting, Occurrence
from filon.calendar.services.planning import MeetingValues
from filon.calendar.services.recurring import Repetition, position_of, read_rule, utc_date
from filon.calendar.services.zones import day_start, exists, known_zones, to_utc
from filon.contacts.models import Contact
from filon.organisation.models import Tag
from filon.ui import formatting
from filon.ui.fields import DateField
from filon.ui.widgets import Switch

HALF_HOUR = timedelta(minutes=30)
PERSON = "user"
CONTACT = "contact"
ADDRESS = "mail"


_OF_RULE = {"frequency", "interval", "weekdays", "monthly_by", "count", "until"}


class TimeField(forms.TimeField):
    """A time of day of 24 hours, whatever the browser's own field would show: 9, 9:30 and 09.30 are understood."""

    def __init__(self, *, label: Any) -> None:
        attributes = {"inputmode": "numeric", "maxlength": 5, "autocomplete": "off", "aria-label": label}
        widget = forms.TimeInput(attributes, format="%H:%M")
        super().__init__(label=label, required=False, input_formats=["%H:%M", "%H.%M", "%H"], widget=widget)


class MeetingForm(forms.Form):
    """Everything about a meeting. `people` are texts such as `user:3`, `contact:7` and `mail:ana@client.ro`."""

    hides_required = True

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    is_all_day = forms.BooleanField(label=gettext_lazy("All day"), required=False, widget=Switch)
    starts = DateField(label=gettext_lazy("Start"))
    starts_time = TimeField(label=gettext_lazy("Start time"))
    ends = DateField(label=gettext_lazy("End"))
    ends_time = TimeField(label=gettext_lazy("End time"))
    zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=64, required=False)
    location = forms.CharField(label=gettext_lazy("Location"), max_length=300, required=False)
    video_url = forms.CharField(label=gettext_lazy("Video link"), max_length=500, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), required=False, widget=forms.Textarea({"rows": 4}), max_length=20000
    )
    privacy = forms.ChoiceField(label=gettext_lazy("Privacy"), choices=Privacy.choices, initial=Privacy.PUBLIC)
    show_as = forms.ChoiceField(label=gettext_lazy("Show as"), choices=ShowAs.choices, initial=ShowAs.BUSY)
    tags = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tags"), queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    remind_app = forms.MultipleChoiceField(
        label=gettext_lazy("Reminder in the app"), required=False, widget=forms.CheckboxSelectMultiple
    )
    remind_mail = forms.MultipleChoiceField(
        label=gettext_lazy("Reminder by e-mail"), required=False, widget=forms.CheckboxSelectMultiple
    )
    frequency = forms.ChoiceField(label=gettext_lazy("Repeats"), required=False)
    interval = forms.IntegerField(
        label=gettext_lazy("Every how many"), min_value=1, max_value=999, initial=1, required=False
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("On"), choices=Weekday.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    monthly_by = forms.ChoiceField(label=gettext_lazy("In the month"), required=False)
    count = forms.IntegerField(label=gettext_lazy("Number of meetings"), min_value=1, max_value=10000, required=False)
    until = DateField(label=gettext_lazy("Last day"), required=False)
    people = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    scope = forms.ChoiceField(
        label=gettext_lazy("Change"), choices=Scope.choices, initial=Scope.ONE, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: Any = None,
        *,
        user: User,
        meeting: Meeting | None = None,
        day: Occurrence | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.user, self.meeting, self.day = user, meeting, day
        given = initial or (_values(meeting, day) if meeting and day else {})
        given.setdefault("zone", user.zone)
        super().__init__(data, initial=given)
        tags: Any = self.fields["tags"]
        tags.queryset = Tag.objects.filter(is_active=True)
        for name in ("remind_app", "remind_mail"):
            self._choices(name, _before_choices(given.get(name, ())))
        self._choices("frequency", [("", _("Does not repeat")), *Frequency.choices])
        start = given.get("starts") or user.today
        self._choices("monthly_by", _monthly_choices(start))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean_zone(self) -> str:
        """The zone, which must be one."""
        zone = self.cleaned_data["zone"] or self.user.zone
        if zone not in known_zones():
            raise forms.ValidationError(_("Write a time zone such as Europe/Bucharest."))
        return str(zone)

    def clean(self) -> dict[str, Any]:
        """Times are asked for unless whole days are meant."""
        typed = super().clean() or {}
        if not typed.get("is_all_day"):
            for name in ("starts_time", "ends_time"):
                if typed.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Write a time such as 10:00."))
        return typed

    def times(self) -> list[Any]:
        """The fields that say when it is, for what is wrong with them."""
        return [self[name] for name in ("starts", "starts_time", "ends", "ends_time")]

    def reminders_chosen(self) -> str:
        """The reminders that are set, in words: „Cu 15 minute înainte, Cu o zi înainte (e-mail)”."""
        said = []
        for name, pattern in (("remind_app", "{}"), ("remind_mail", _("{} (e-mail)"))):
            chosen = {str(minutes) for minutes in self[name].value() or ()}
            field: Any = self.fields[name]
            said += [pattern.format(label) for minutes, label in field.choices if minutes in chosen]
        return ", ".join(said)

    def people_chosen(self) -> list[tuple[str, str]]:
        """Those whom the form shows as invited: each with its text and its name."""
        texts = self.data.getlist("people") if self.is_bound else self.initial.get("people", [])  # type: ignore[attr-defined]
        return [(text, _name_of(text)) for text in dict.fromkeys(texts)]

    def values(self) -> MeetingValues:
        """What the form says, as the services take it."""
        typed = self.cleaned_data
        start, end = self._span()
        values: MeetingValues = {
            name: typed[name] for name in ("subject", "is_all_day", "zone", "location", "video_url", "description")
        }  # type: ignore[assignment]
        values["starts_at"], values["ends_at"] = start, end
        values["privacy"], values["show_as"] = Privacy(typed["privacy"]), ShowAs(typed["show_as"])
        values["tags"] = list(typed["tags"])
        values["attendees"] = people_of(self.data.getlist("people"))  # type: ignore[attr-defined]
        values["repetition"] = self._repetition()
        if {"remind_app", "remind_mail"} & set(self.changed_data) or self.meeting is None:
            pairs = ((Channel.APP, typed["remind_app"]), (Channel.MAIL, typed["remind_mail"]))
            values["reminders"] = [(channel, int(minutes)) for channel, chosen in pairs for minutes in chosen]
        return values

    def moved_by_clock(self) -> str:
        """A sentence when the start is a time that the clock never shows, because it is put forward then."""
        typed = self.cleaned_data
        if typed["is_all_day"] or exists(datetime.combine(typed["starts"], typed["starts_time"]), typed["zone"]):
            return ""
        start = self._span()[0].astimezone(ZoneInfo(typed["zone"]))
        return _("On that day the clocks are put forward: %(typed)s does not exist, so it starts at %(start)s.") % {
            "typed": f"{typed['starts_time']:%H:%M}",
            "start": f"{start:%H:%M}",
        }

    def _span(self) -> tuple[datetime, datetime]:
        typed = self.cleaned_data
        if typed["is_all_day"]:
            return day_start(typed["starts"]), day_start(typed["ends"] + timedelta(days=1))
        wall = [datetime.combine(typed[name], typed[f"{name}_time"]) for name in ("starts", "ends")]
        return to_utc(wall[0], typed["zone"]), to_utc(wall[1], typed["zone"])

    def _repetition(self) -> Repetition | None:
        typed = self.cleaned_data
        if not typed["frequency"]:
            return None
        if self.meeting and self.meeting.rule and not _OF_RULE & set(self.changed_data):
            return read_rule(self.meeting.rule, count=self.meeting.count, until=self.meeting.until)
        frequency = Frequency(typed["frequency"])
        weekdays = tuple(int(day) for day in typed["weekdays"]) if frequency == Frequency.WEEKLY else ()
        if frequency == Frequency.WEEKLY and not weekdays:
            weekdays = (typed["starts"].weekday(),)
        by_position = frequency == Frequency.MONTHLY and typed["monthly_by"] == "position"
        return Repetition(
            frequency=frequency,
            interval=typed["interval"] or 1,
            weekdays=(typed["starts"].weekday(),) if by_position else weekdays,
            month_day=typed["starts"].day if frequency == Frequency.MONTHLY and not by_position else None,
            position=position_of(typed["starts"]) if by_position else None,
            count=typed["count"],
            until=None if typed["count"] else typed["until"],
        )


def _before_choices(chosen: Iterable[str]) -> list[tuple[str, Any]]:
    """The usual times before a meeting, and those that a program has chosen for this one."""
    known = {str(minutes): label for minutes, label in BEFORE}
    others = sorted({int(minutes) for minutes in chosen} - {minutes for minutes, _label in BEFORE})
    return [*known.items(), *((str(minutes), _minutes_words(minutes)) for minutes in others)]


def _minutes_words(minutes: int) -> str:
    words = ngettext("%(shown)s minute before", "%(shown)s minutes before", minutes)
    return words % {"shown": formatting.number(minutes)}


def _monthly_choices(start: date) -> list[tuple[str, str]]:
    nth, day = Position(position_of(start)).label, Weekday(start.weekday()).label
    return [
        ("day", _("on day %(day)s") % {"day": start.day}),
        ("position", _("on the %(position)s %(day)s") % {"position": nth, "day": str(day).lower()}),
    ]


def _values(meeting: Meeting, day: Occurrence) -> dict[str, Any]:
    place = UTC if meeting.is_all_day else ZoneInfo(meeting.zone)
    start, end = day.starts_at.astimezone(place), day.ends_at.astimezone(place)
    last = utc_date(day.ends_at) - timedelta(days=1) if meeting.is_all_day else end.date()
    text: Any = day.exception or meeting
    repetition = read_rule(meeting.rule, count=meeting.count, until=meeting.until) if meeting.rule else None
    reminders = {
        channel: [str(row.minutes_before) for row in meeting.reminders.all() if row.channel == channel]
        for channel in Channel
    }
    return {
        "subject": text.subject,
        "location": text.location,
        "description": text.description,
        "is_all_day": meeting.is_all_day,
        "starts": start.date(),
        "ends": last,
        "starts_time": None if meeting.is_all_day else start.time(),
        "ends_time": None if meeting.is_all_day else end.time(),
        "zone": meeting.zone,
        "video_url": meeting.video_url,
        "privacy": meeting.privacy,
        "show_as": meeting.show_as,
        "tags": list(meeting.tags.all()),
        "remind_app": reminders[Channel.APP],
        "remind_mail": reminders[Channel.MAIL],
        "people": [_text_of(row) for row in meeting.attendees.all() if row.user_id != meeting.organiser_id],
        **_repetition_values(repetition),
    }


def _repetition_values(repetition: Repetition | None) -> dict[str, Any]:
    if repetition is None:
        return {}
    return {
        "frequency": repetition.frequency.value,
        "interval": repetition.interval,
        "weekdays": [str(day) for day in repetition.weekdays],
        "monthly_by": "position" if repetition.position else "day",
        "count": repetition.count,
        "until": repetition.until,
    }


def start_values(start: datetime, end: datetime | None = None) -> dict[str, Any]:
    """A form for a meeting from `start` on, an hour long unless `end` says otherwise; both on the wall clock."""
    finish = end or start + 2 * HALF_HOUR
    return {
        "starts": start.date(),
        "ends": finish.date(),
        "starts_time": start.time().replace(second=0, microsecond=0),
        "ends_time": finish.time().replace(second=0, microsecond=0),
    }


def next_half_hour(wall: datetime) -> datetime:
    """The next full or half hour after `wall`."""
    base = datetime.combine(wall.date(), time(wall.hour))
    return base + HALF_HOUR * ((wall - base) // HALF_HOUR + 1)


def people_of(texts: Iterable[str]) -> list[User | Contact | str]:
    """Those whom texts such as `user:3` mean; what means nobody is left out, so that an old page can be saved."""
    found: list[User | Contact | str] = []
    for text in dict.fromkeys(texts):
        kind, _colon, key = text.partition(":")
        person: User | Contact | str | None = key if kind == ADDRESS else None
        if key.isdecimal() and kind == PERSON:
            person = User.objects.active().filter(pk=int(key)).first()
        elif key.isdecimal() and kind == CONTACT:
            person = Contact.objects.filter(pk=int(key)).first()
        if person:
            found.append(person)
    return found


def _name_of(text: str) -> str:
    people = people_of([text])
    return str(people[0]) if people else text.partition(":")[2]


def _text_of(row: Any) -> str:
    if row.user_id:
        return f"{PERSON}:{row.user_id}"
    return f"{CONTACT}:{row.contact_id}" if row.contact_id else f"{ADDRESS}:{row.address}"
