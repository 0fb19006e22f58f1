"""The form of an activity type."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Category, Chaining, DelayFrom, Priority, Told, Unit
from filon.activities.hooks import activity_kinds
from filon.activities.models import ActivityType
from filon.activities.services.configuring import FARTHEST, change_type, create_type, in_language
from filon.core.fields import translated
from filon.core.record_types import record_types
from filon.ui.widgets import StarsInput, Switch

ICONS = (
    ("checklist", _("List")),
    ("phone", _("Phone")),
    ("phone-call", _("Phone that rings")),
    ("mail", _("Envelope")),
    ("users", _("People")),
    ("upload", _("Upload")),
    ("file-text", _("Sheet")),
    ("calendar-event", _("Calendar")),
    ("map-pin", _("Place")),
    ("message", _("Speech")),
    ("flag", _("Flag")),
    ("star", _("Star")),
)
COLOURS = [(colour, str(colour)) for colour in range(1, 11)]
SECTIONS = (
    (_("The type"), ("name_ro", "name_en", "category", "priority", "icon", "colour", "record_kinds", "sequence")),
    (
        _("Notification"),
        ("told", "tells_when_scheduled", "tells_when_done", "reminder_days", "tells_by_bell", "tells_by_mail"),
    ),
    (
        _("A new activity"),
        ("default_user", "delay_count", "delay_unit", "delay_from", "default_summary", "default_note"),
    ),
    (_("When it is done"), ("chaining", "suggested", "triggered")),
)


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of record on which activities are planned, with their names."""
    return [(kind, str(record_types[kind].label)) for kind in activity_kinds]


class ActivityTypeForm(forms.Form):
    """All settings of an activity type, in the manual's words."""

    hides_required = True

    name_ro = forms.CharField(label=_("Name (Romanian)"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=60, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, widget=StarsInput, required=False, empty_value="0"
    )
    icon = forms.ChoiceField(label=_("Icon"), choices=ICONS)
    colour = forms.TypedChoiceField(label=_("Colour"), choices=COLOURS, coerce=int)
    record_kinds = forms.MultipleChoiceField(
        label=_("Offered for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means: for all."),
    )
    sequence = forms.IntegerField(
        label=_("Order"),
        required=False,
        min_value=0,
        max_value=9999,
        help_text=_("Where it stands among the types: small numbers come first. Empty means last."),
    )
    told = forms.ChoiceField(label=_("Who is told"), choices=Told.choices)
    tells_when_scheduled = forms.BooleanField(label=_("When it is scheduled"), required=False, widget=Switch)
    tells_when_done = forms.BooleanField(label=_("When it is done"), required=False, widget=Switch)
    reminder_days = forms.IntegerField(
        label=_("Reminder, days before the due date"),
        required=False,
        min_value=0,
        max_value=FARTHEST,
        help_text=_("0 is the morning of the day itself; empty is no reminder."),
    )
    tells_by_bell = forms.BooleanField(label=_("In Filon"), required=False, widget=Switch)
    tells_by_mail = forms.BooleanField(label=_("By e-mail"), required=False, widget=Switch)
    default_user = forms.ModelChoiceField(
        label=_("Default responsible"), queryset=User.objects.none(), required=False, empty_label=_("Who schedules it")
    )
    delay_count = forms.IntegerField(label=_("Due after"), min_value=0, max_value=FARTHEST, required=False)
    delay_unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    delay_from = forms.ChoiceField(label=pgettext_lazy("delay", "Counted"), choices=DelayFrom.choices)
    default_summary = forms.CharField(label=_("Default summary"), max_length=200, required=False)
    default_note = forms.CharField(label=_("Default note"), required=False, widget=forms.Textarea({"rows": 3}))
    chaining = forms.ChoiceField(label=_("What follows"), choices=Chaining.choices, widget=forms.RadioSelect)
    suggested = forms.ModelMultipleChoiceField(
        label=_("Suggested next"),
        queryset=ActivityType.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    triggered = forms.ModelChoiceField(
        label=_("Scheduled next"), queryset=ActivityType.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, user: User, activity_type: ActivityType | None = None, **kwargs: Any) -> None:
        self.user, self.activity_type = user, activity_type
        initial = _values(activity_type or ActivityType())
        super().__init__(*args, **{"initial": initial, **kwargs})
        choices: Any = self.fields
        choices["record_kinds"].choices = kind_choices()
        choices["default_user"].queryset = User.objects.active()
        choices["suggested"].queryset = choices["triggered"].queryset = ActivityType.objects.active()

    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        for heading, names in SECTIONS:
            yield str(heading), [self[name] for name in names]

    def save(self) -> ActivityType:
        """Make or change the type. DomainError as the service raises it; that of the name stands at the first one."""
        values = dict(self.cleaned_data)
        known = self.activity_type or ActivityType()
        values["name"] = {"ro": values.pop("name_ro"), "en": values.pop("name_en")}
        values["delay_count"] = values["delay_count"] or 0
        values["priority"] = int(values["priority"])
        if values["sequence"] is None:
            del values["sequence"]
        language = (get_language() or "")[:2]
        for name in ("default_summary", "default_note"):
            values[name] = in_language(getattr(known, name), values[name], language)
        if self.activity_type is None:
            return create_type(actor=self.user, **values)
        return change_type(actor=self.user, activity_type=self.activity_type, **values)


def _values(activity_type: ActivityType) -> dict[str, Any]:
    same = (
        "category", "priority", "icon", "colour", "record_kinds", "told", "tells_when_scheduled", "tells_when_done",
        "reminder_days", "tells_by_bell", "tells_by_mail", "default_user", "delay_count", "delay_unit", "delay_from",
        "chaining", "triggered",
    )  # fmt: skip
    return {
        **{name: getattr(activity_type, name) for name in same},
        "sequence": activity_type.sequence if activity_type.pk else None,
        "name_ro": activity_type.name.get("ro", ""),
        "name_en": activity_type.name.get("en", ""),
        "default_summary": translated(activity_type.default_summary),
        "default_note": translated(activity_type.default_note),
        "suggested": list(activity_type.suggested.all()) if activity_type.pk else [],
    }
