"""The forms of a plan: its steps, and launching it."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.activities.choices import Assignment, Unit
from filon.activities.forms.activity_type import kind_choices
from filon.activities.models import ActivityType, Plan
from filon.activities.services.launching import MOST_STEPS, Step, launch, save_plan
from filon.ui.fields import DateField

EMPTY_STEPS = 3


class StepForm(forms.Form):
    """One step; one without a type is left out."""

    hides_required = True

    type = forms.ModelChoiceField(
        label=_("Type"), queryset=ActivityType.objects.none(), required=False, empty_label="—"
    )
    summary = forms.CharField(label=_("Summary"), max_length=200, required=False)
    delay_count = forms.IntegerField(label=_("After"), min_value=0, max_value=3650, required=False)
    delay_unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices, initial=Unit.DAYS)
    assignment = forms.ChoiceField(label=_("Responsible"), choices=Assignment.choices)
    user = forms.ModelChoiceField(label=_("User"), queryset=User.objects.none(), required=False, empty_label="—")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["type"].queryset = ActivityType.objects.active()
        fields["user"].queryset = User.objects.active()

    def step(self) -> Step | None:
        """The step, or None when no type is chosen."""
        values = self.cleaned_data
        if values.get("type") is None:
            return None
        return Step(**{**values, "delay_count": values["delay_count"] or 0})


StepFormSet = formset_factory(StepForm, extra=EMPTY_STEPS, max_num=MOST_STEPS, absolute_max=MOST_STEPS)


class PlanForm(forms.Form):
    """A plan's name and for which records it is."""

    hides_required = True

    name_ro = forms.CharField(label=_("Name (Romanian)"), max_length=60, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=60, required=False)
    record_kinds = forms.MultipleChoiceField(
        label=_("Offered for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means: for all."),
    )

    def __init__(self, *args: Any, user: User, plan: Plan | None = None, **kwargs: Any) -> None:
        self.user, self.plan = user, plan
        initial = (
            {"name_ro": plan.name.get("ro"), "name_en": plan.name.get("en"), "record_kinds": plan.record_kinds}
            if plan
            else {}
        )
        super().__init__(*args, **{"initial": initial, **kwargs})
        fields: Any = self.fields
        fields["record_kinds"].choices = kind_choices()

    def save(self, steps: "BaseFormSet[Any]") -> Plan:
        """Make or change the plan."""
        values = self.cleaned_data
        return save_plan(
            actor=self.user,
            plan=self.plan,
            name={"ro": values["name_ro"], "en": values["name_en"]},
            record_kinds=values["record_kinds"],
            steps=[step for form in steps if (step := form.step()) is not None],
        )


class LaunchForm(forms.Form):
    """Which plan, from which day, and who does what no step says."""

    hides_required = True

    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.filter(is_active=True), empty_label=None)
    start = DateField(label=_("Starts on"), required=False)
    assignee = forms.ModelChoiceField(
        label=_("Responsible, where the plan asks"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody chosen"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["assignee"].queryset = User.objects.active()

    def launch(self, actor: User, record_ids: list[int]) -> int:
        """Launch it; returns how many activities were planned."""
        values = self.cleaned_data
        made = launch(
            actor=actor,
            plan=values["plan"],
            record_ids=record_ids,
            start=values["start"],
            assignee=values["assignee"],
        )
        return len(made)


def steps_of(plan: Plan) -> list[dict[str, Any]]:
    """What the forms of a plan's steps start with."""
    names = ("type", "summary", "delay_count", "delay_unit", "assignment", "user")
    return [{name: getattr(step, name) for name in names} for step in plan.steps.select_related("type", "user")]
