"""What people type about opportunities."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.core.normalising import sort_key
from filon.crm.choices import Priority
from filon.crm.models import Campaign, Lead, LostReason, Medium, RecurringPlan, Source, Stage
from filon.crm.policies import uses_recurring_revenue
from filon.crm.services.stages import REQUIRABLE, StageValues
from filon.organisation.models import Country, Subdivision, Tag
from filon.teams.models import Team
from filon.ui.fields import DateField, MoneyField, PhoneField
from filon.ui.forms import refuse_unchosen
from filon.ui.widgets import Combobox, StarsInput, Switch

CONTACTS = reverse_lazy("contacts:options")


@lru_cache
def _country_options(language: str) -> str:
    """The countries as options, by name; they change only with a new version."""
    with override(language):
        named = sorted(
            ((str(country), country.pk) for country in Country.objects.all()), key=lambda pair: sort_key(pair[0])
        )
    return _options(named)


@lru_cache
def _county_options(_language: str) -> str:
    """The counties of all countries as options."""
    return _options([(county.name, county.pk) for county in Subdivision.objects.all()])


def _options(named: list[tuple[str, Any]]) -> str:
    return format_html_join("", '<option value="{1}">{0}</option>', named)


class LongSelect(forms.Select):
    """A choice of hundreds that never change, such as a country. Django would render a template for each: 15 ms."""

    def __init__(self, options: Callable[[str], str]) -> None:
        super().__init__()
        self.long_options = options

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        """The element with all its options in one go."""
        options = self.long_options(get_language() or "")
        if value:
            options = options.replace(f'value="{escape(value)}"', f'value="{escape(value)}" selected', 1)
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        html = f'<select class="form-select"{attributes}><option value=""></option>{options}</select>'
        return mark_safe(html)  # noqa: S308  escaped above


class PriorityField(forms.TypedChoiceField):
    """None to three stars."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Priority"), choices=Priority.choices, coerce=int, empty_value="0", widget=StarsInput, **kwargs
        )


def offer_recurring(form: forms.Form, plan: int | None = None) -> None:
    """Leave the fields of recurring revenue on a form only where the company uses them; `plan` stays offered."""
    if not uses_recurring_revenue():
        for name in LeadForm.RECURRING:
            form.fields.pop(name, None)
    elif plan is not None:
        offered = RecurringPlan.objects.filter(Q(is_active=True) | Q(pk=plan))
        form.fields["recurring_plan"].queryset = offered  # type: ignore[attr-defined]


class QuickForm(forms.Form):
    """The card that is typed on the board: who, what, how much, how urgent. A new customer gives phone and e-mail."""

    contact = forms.ModelChoiceField(
        label=_("Organisation / Contact"), queryset=Contact.objects.all(), required=False,
        widget=Combobox(CONTACTS, creates=True, attrs={"autofocus": True}),
    )  # fmt: skip
    contact_new = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    contact_phone = PhoneField(label=_("Phone"), required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    name = forms.CharField(label=_("Opportunity"), required=False, max_length=300)
    expected_revenue = MoneyField(label=_("Expected revenue"), required=False)
    recurring_revenue = MoneyField(label=_("Recurring revenue"), required=False)
    recurring_plan = forms.ModelChoiceField(
        label=_("Recurring plan"),
        queryset=RecurringPlan.objects.filter(is_active=True),
        required=False,
        empty_label="",
    )
    priority = PriorityField(required=False)

    hides_required = True

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["placeholder"] = _("What the customer wants")
        offer_recurring(self)

    def clean(self) -> dict[str, Any]:
        """A customer who was typed and not chosen is asked about."""
        refuse_unchosen(self)
        return self.cleaned_data


class LeadForm(forms.Form):
    """The whole sheet of an opportunity, without what is changed at once: stage, stars, tags and salesperson."""

    name = forms.CharField(label=_("Opportunity"), max_length=300)
    contact = forms.ModelChoiceField(
        label=_("Customer"), queryset=Contact.objects.all(), required=False, widget=Combobox(CONTACTS, creates=True)
    )
    contact_name = forms.CharField(label=_("Contact name"), required=False, max_length=200)
    email = forms.CharField(
        label=_("E-mail"), required=False, max_length=254, widget=forms.TextInput({"inputmode": "email"})
    )
    phone = PhoneField(label=_("Phone"), required=False, max_length=40)
    expected_revenue = MoneyField(label=_("Expected revenue"), required=False)
    expected_closing = DateField(label=_("Expected closing"), required=False)
    recurring_revenue = MoneyField(label=_("Recurring revenue"), required=False)
    recurring_plan = forms.ModelChoiceField(
        label=_("Recurring plan"),
        queryset=RecurringPlan.objects.filter(is_active=True),
        required=False,
        empty_label="",
    )
    probability = forms.DecimalField(
        label=_("Probability"), required=False, min_value=0, max_value=100, decimal_places=2, localize=True
    )
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.active(), required=False)
    notes = forms.CharField(label=_("Internal notes"), required=False, widget=forms.Textarea)
    campaign = forms.CharField(label=_("Campaign"), required=False, max_length=60)
    medium = forms.CharField(label=pgettext_lazy("marketing", "Medium"), required=False, max_length=60)
    source = forms.CharField(label=_("Source"), required=False, max_length=60)
    job_position = forms.CharField(label=_("Job position"), required=False, max_length=100)
    mobile = PhoneField(label=_("Mobile"), required=False, max_length=40)
    company_name = forms.CharField(label=_("Company name"), required=False, max_length=200)
    website = forms.CharField(label=_("Website"), required=False, max_length=200)
    referred_by = forms.CharField(label=_("Referred by"), required=False, max_length=200)
    street = forms.CharField(label=_("Street"), required=False, max_length=200)
    street2 = forms.CharField(label=_("Street, continued"), required=False, max_length=200)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=20)
    state = forms.ModelChoiceField(
        label=_("County"), queryset=Subdivision.objects.all(), required=False, widget=LongSelect(_county_options)
    )
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.all(), required=False, widget=LongSelect(_country_options)
    )

    MARKETING = ("campaign", "medium", "source")
    PERSON = ("job_position", "mobile", "company_name", "website")
    ADDRESS = ("street", "street2", "city", "postcode", "state", "country")
    RECURRING = ("recurring_revenue", "recurring_plan")

    def __init__(self, *args: Any, user: User, lead: Lead | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(lead) if lead else {})
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.visible_to(user)  # type: ignore[attr-defined]
        # A new one may be named after its customer.
        self.fields["name"].required = lead is not None
        self.fields["team"].empty_label = ""  # type: ignore[attr-defined]
        offer_recurring(self, lead.recurring_plan_id if lead else None)
        for name in self.MARKETING:
            self.fields[name].widget.attrs.update({"list": f"{name}-known", "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        """A customer who was typed and not chosen is asked about."""
        refuse_unchosen(self)
        return self.cleaned_data

    def extra(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The groups of the second tab: heading, class of the grid, and fields."""
        groups = (
            (_("Marketing"), "fields-3", self.MARKETING),
            (_("Contact"), "", self.PERSON),
            (_("Miscellaneous"), "", ("referred_by",)),
            (_("Address"), "", self.ADDRESS),
        )
        return [(str(heading), css, [self[name] for name in names]) for heading, css, names in groups]


def initial_of(lead: Lead) -> dict[str, Any]:
    """What a form shows of a lead before anybody types."""
    values = {name: getattr(lead, name) for name in LeadForm.base_fields if name not in LeadForm.MARKETING}
    for name in LeadForm.MARKETING:
        values[name] = str(getattr(lead, name) or "")
    for name in ("contact", "team", "state", "country", "recurring_plan"):
        values[name] = getattr(lead, f"{name}_id")
    values["probability"] = lead.probability.normalize() if lead.probability % 1 else int(lead.probability)
    return values


class StageFieldsForm(LeadForm):
    """The fields that a stage requires and an opportunity lacks, asked for before it enters."""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(names):
            del self.fields[name]
        for field in self.fields.values():
            field.required = True


class LoseForm(forms.Form):
    """Why a deal was lost."""

    reason = forms.ModelChoiceField(
        label=_("Lost reason"), queryset=LostReason.objects.filter(is_active=True), required=False
    )
    note = forms.CharField(label=_("Closing note"), required=False, widget=forms.Textarea({"rows": 3}))


class AssignForm(forms.Form):
    """Whose they are to be."""

    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=User.objects.active(), required=False, empty_label=_("Unassigned")
    )


class TagForm(forms.Form):
    """Which tags are put on."""

    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"), queryset=Tag.objects.filter(is_active=True), widget=forms.CheckboxSelectMultiple
    )


class CellForm(forms.Form):
    """The fields that change in a list: in place, by a drop, or of many at once."""

    name = forms.CharField(label=_("Opportunity"), max_length=300)
    expected_closing = DateField(label=_("Expected closing"), required=False)
    expected_revenue = MoneyField(label=_("Expected revenue"), required=False)
    probability = forms.DecimalField(label=_("Probability"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=[("", ""), *Priority.choices], coerce=int)
    stage = forms.ModelChoiceField(label=_("Stage"), queryset=Stage.objects.all(), empty_label=None)
    salesperson = forms.ModelChoiceField(label=_("Salesperson"), queryset=User.objects.active(), required=False)
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.active(), required=False)
    campaign = forms.ModelChoiceField(label=_("Campaign"), queryset=Campaign.objects.all(), required=False)
    medium = forms.ModelChoiceField(
        label=pgettext_lazy("marketing", "Medium"), queryset=Medium.objects.all(), required=False
    )
    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.all(), required=False)

    def __init__(self, user: User) -> None:  # noqa: ARG002 -- every list's form is asked with its user
        super().__init__()


class MoveForm(forms.Form):
    """Into which stage they go."""

    stage = forms.ModelChoiceField(label=_("Stage"), queryset=Stage.objects.all(), empty_label=None)


def marketing_names() -> dict[str, list[str]]:
    """The campaigns, media and sources that are offered while typing."""
    models = {"campaign": Campaign, "medium": Medium, "source": Source}
    return {
        name: [str(row) for row in model.objects.filter(is_active=True)[:200]]  # type: ignore[attr-defined]
        for name, model in models.items()
    }


class PlanForm(forms.Form):
    """What a recurring plan is called in both languages, and how many months it is for."""

    name_ro = forms.CharField(label=_("Name in Romanian"), required=False, max_length=60)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=60)
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=1200)


class StageForm(forms.Form):
    """What a stage is called in both languages, and what it means."""

    name_ro = forms.CharField(label=_("Name in Romanian"), required=False, max_length=60)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=60)
    probability = forms.IntegerField(
        label=_("Probability"), min_value=0, max_value=100, help_text=_("In per cent, for whoever enters the stage.")
    )
    is_won = forms.BooleanField(
        label=_("Wins the deal"), required=False, widget=Switch, help_text=_("Whoever enters this stage has been won.")
    )
    is_folded = forms.BooleanField(
        label=_("Folded when empty"), required=False, widget=Switch, help_text=_("An empty column is not shown.")
    )
    team = forms.ModelChoiceField(
        label=_("Sales team"), queryset=Team.objects.active(), required=False, empty_label=_("All teams")
    )
    requirements_ro = forms.CharField(label=_("Requirements, in Romanian"), required=False, max_length=300)
    requirements_en = forms.CharField(label=_("Requirements, in English"), required=False, max_length=300)
    required_fields = forms.MultipleChoiceField(
        label=_("Fields that must be filled"), required=False, widget=forms.CheckboxSelectMultiple
    )

    LANGUAGES = ("ro", "en")

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        initial: dict[str, Any] = {
            name: getattr(stage, name) for name in ("probability", "is_won", "is_folded", "required_fields")
        }
        initial["team"] = stage.team_id
        for language in self.LANGUAGES:
            initial[f"name_{language}"] = stage.name.get(language, "")
            initial[f"requirements_{language}"] = stage.requirements.get(language, "")
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        choices = [(name, LeadForm.base_fields[name].label) for name in REQUIRABLE]
        self.fields["required_fields"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> StageValues:
        """What the service takes."""
        typed = self.cleaned_data
        texts = {
            field: {
                language: typed[f"{field}_{language}"] for language in self.LANGUAGES if typed[f"{field}_{language}"]
            }
            for field in ("name", "requirements")
        }
        return {
            "name": texts["name"],
            "requirements": texts["requirements"],
            "probability": typed["probability"],
            "is_won": typed["is_won"],
            "is_folded": typed["is_folded"],
            "team": typed["team"],
            "required_fields": typed["required_fields"],
        }


class ConvertForm(forms.Form):
    """What becomes of a lead: with whom, whose, and perhaps one with others about the same."""

    hides_required = True

    action = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("convert", _("Make an opportunity of it")), ("merge", _("Merge with what is already there"))],
        widget=forms.RadioSelect,
    )
    customer = forms.ChoiceField(
        label=_("Customer"),
        required=False,
        choices=[
            ("existing", _("Link a known contact")),
            ("new", _("Make a new contact of it")),
            ("none", _("Without a contact for now")),
        ],
        widget=forms.RadioSelect,
    )
    contact = forms.ModelChoiceField(
        label=_("Known contact"), queryset=Contact.objects.all(), required=False, widget=Combobox(CONTACTS)
    )
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=User.objects.active(), required=False, empty_label=_("Unassigned")
    )
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.active(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.visible_to(user)  # type: ignore[attr-defined]


class MassConvertForm(forms.Form):
    """What becomes of many leads; the salespeople are dealt in turn."""

    customer = forms.ChoiceField(
        label=_("Customer"), widget=forms.RadioSelect, initial="known_or_new",
        choices=[("known_or_new", _("The known contact, else a new one")), ("none", _("Without a contact for now"))],
    )  # fmt: skip
    merges = forms.BooleanField(label=_("Merge leads about the same first"), required=False, initial=True)
    salespeople = forms.ModelMultipleChoiceField(
        label=_("Salespeople, in turn"),
        queryset=User.objects.active(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.active(), required=False)
    replaces = forms.BooleanField(label=_("Also those that already have a salesperson"), required=False)
