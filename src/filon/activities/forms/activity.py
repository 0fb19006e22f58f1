"""The forms around one activity: what is planned, and how it went."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Priority
from filon.activities.models import Activity, ActivityType
from filon.activities.services.configuring import types_for
from filon.activities.services.timing import proposed_day
from filon.core.fields import translated
from filon.organisation.services.tagging import tags_named
from filon.ui.fields import DateField
from filon.ui.widgets import StarsInput


class ActivityForm(forms.Form):
    """What is to be done, by when and by whom. A type that is chosen fills in the rest."""

    hides_required = True

    type = forms.ModelChoiceField(label=_("Type"), queryset=ActivityType.objects.none(), empty_label=None)
    summary = forms.CharField(label=_("Summary"), max_length=200, required=False)
    due_on = DateField(label=_("Due date"))
    assignee = forms.ModelChoiceField(label=_("Responsible"), queryset=User.objects.none(), empty_label=None)
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, widget=StarsInput, required=False, empty_value="0"
    )
    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("Separate them with commas."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, user: User, kind: str, activity: Activity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.activity = user, activity
        kept = [activity.type_id] if activity else []
        offered = [each.pk for each in types_for(kind)]
        fields: Any = self.fields
        fields["type"].queryset = ActivityType.objects.filter(pk__in=[*offered, *kept])
        fields["assignee"].queryset = User.objects.active()

    def values(self) -> dict[str, Any]:
        """What was typed, for the services; tags are made where there is none of that name."""
        found = {**self.cleaned_data, "priority": int(self.cleaned_data["priority"])}
        names = [name.strip() for name in found.pop("tags").split(",") if name.strip()]
        carried = list(self.activity.tags.all()) if self.activity else []
        return {**found, "tags": tags_named(actor=self.user, names=names, carried=carried)}


class PlanManyForm(forms.Form):
    """One activity for many records."""

    hides_required = True

    activity_type = forms.ModelChoiceField(label=_("Type"), queryset=ActivityType.objects.active(), empty_label=None)
    due_on = DateField(label=_("Due date"))
    summary = forms.CharField(label=_("Summary"), max_length=200, required=False)


class FeedbackForm(forms.Form):
    """What came of it."""

    feedback = forms.CharField(label=_("What came of it?"), required=False, widget=forms.Textarea({"rows": 3}))


class RescheduleForm(forms.Form):
    """Another day."""

    due_on = DateField(label=_("Due date"))


def proposed(activity_type: ActivityType, user: User, previous: Activity | None = None) -> dict[str, Any]:
    """What the form starts with for a type: its summary, note, day, priority and user."""
    person = activity_type.default_user
    return {
        "type": activity_type.pk,
        "summary": translated(activity_type.default_summary),
        "note": translated(activity_type.default_note),
        "due_on": proposed_day(activity_type, user.today, previous.due_on if previous else None),
        "assignee": person.pk if person and person.is_active else user.pk,
        "priority": activity_type.priority,
    }


def present(activity: Activity) -> dict[str, Any]:
    """What the form starts with for an activity that is changed."""
    return {
        "type": activity.type_id,
        "summary": activity.summary,
        "note": activity.note,
        "due_on": activity.due_on,
        "assignee": activity.assignee_id,
        "priority": activity.priority,
        "tags": ", ".join(str(tag) for tag in activity.tags.all()),
    }
