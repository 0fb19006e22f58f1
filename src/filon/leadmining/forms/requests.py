"""The form of a request: which companies, and for whom their leads are."""

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.crm.choices import LeadType
from filon.leadmining.choices import PersonFilter, SearchType
from filon.leadmining.industries import industries
from filon.leadmining.models import MiningRequest
from filon.leadmining.providers.local import datasets
from filon.leadmining.roles import ContactRole, Seniority
from filon.leadmining.services.requesting import (
    MOST_CONTACTS,
    MOST_LEADS,
    create_request,
    starting_values,
    update_request,
)
from filon.organisation.models import Country, Organisation, Subdivision, Tag
from filon.teams.models import Team
from filon.ui import formatting
from filon.ui.widgets import Switch

MANY = forms.CheckboxSelectMultiple
_ONLY_FOR = {
    **dict.fromkeys(("size_min", "size_max", "with_unknown_size"), "filters_size true"),
    "role": "contact_filter role",
    "seniority": "contact_filter seniority",
}
"""What counts only for a choice of another field, and is hidden otherwise."""


class RequestForm(forms.Form):
    """What a request asks for. Countries and legal forms are those that the directory knows, with how many it has."""

    hides_required = True

    lead_count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_LEADS)
    search_type = forms.ChoiceField(label=_("Look for"), choices=SearchType.choices, widget=forms.RadioSelect)
    countries = forms.ModelMultipleChoiceField(
        label=_("Countries"), queryset=Country.objects.none(), widget=MANY, required=False
    )
    states = forms.ModelMultipleChoiceField(
        label=_("Counties"), queryset=Subdivision.objects.none(), widget=MANY, required=False
    )
    industries = forms.MultipleChoiceField(label=_("Industries"), widget=MANY, required=False)
    legal_forms = forms.MultipleChoiceField(label=_("Legal forms"), widget=MANY, required=False)
    filters_size = forms.BooleanField(label=_("Filter by size"), required=False, widget=Switch)
    size_min = forms.IntegerField(label=_("Employees, at least"), min_value=0, max_value=10_000_000, required=False)
    size_max = forms.IntegerField(label=_("Employees, at most"), min_value=0, max_value=10_000_000, required=False)
    with_unknown_size = forms.BooleanField(label=_("Also where the size is not known"), required=False)
    has_website = forms.BooleanField(label=_("Has a website"), required=False)
    has_email = forms.BooleanField(label=_("Has an e-mail address"), required=False)
    has_phone = forms.BooleanField(label=_("Has a phone number"), required=False)
    active_only = forms.BooleanField(label=_("Only companies in business"), required=False)
    text = forms.CharField(label=_("Words in the name or the town"), max_length=100, required=False)
    contact_count = forms.IntegerField(
        label=_("Contacts of each"), min_value=1, max_value=MOST_CONTACTS, required=False
    )
    contact_filter = forms.ChoiceField(
        label=_("Choose people by"), choices=PersonFilter.choices, widget=forms.RadioSelect, required=False
    )
    role = forms.ChoiceField(label=_("Preferred role"), choices=[("", "—"), *ContactRole.choices], required=False)
    other_roles = forms.MultipleChoiceField(
        label=_("Other roles"), choices=ContactRole.choices, widget=MANY, required=False
    )
    seniority = forms.ChoiceField(label=_("Seniority"), choices=[("", "—"), *Seniority.choices], required=False)
    lead_type = forms.ChoiceField(label=_("Make"), choices=LeadType.choices, widget=forms.RadioSelect)
    team = forms.ModelChoiceField(label=_("Sales team"), queryset=Team.objects.none(), required=False, empty_label="—")
    salesperson = forms.ModelChoiceField(
        label=_("Salesperson"), queryset=User.objects.none(), required=False, empty_label=_("Unassigned")
    )
    tags = forms.ModelMultipleChoiceField(
        label=_("Default tags"), queryset=Tag.objects.none(), widget=MANY, required=False
    )

    def __init__(self, *args: Any, user: User, request: MiningRequest | None = None, **kwargs: Any) -> None:
        self.user, self.request = user, request
        super().__init__(*args, **{"initial": _values(request) if request else starting_values(user), **kwargs})
        self._offer()
        for name, choice in _ONLY_FOR.items():
            self.fields[name].widget.attrs["data-only-for"] = choice

    def _offer(self) -> None:
        """What may be chosen: countries of the directory and those chosen already, counties of the chosen countries."""
        known, fields = datasets(), self.fields
        counts = _counts(known, "countries")
        chosen = [str(getattr(item, "pk", item)) for item in self["countries"].value() or []]
        countries: Any = fields["countries"]
        countries.queryset = Country.objects.filter(pk__in=[*counts, *chosen, Organisation.current().country_id])
        countries.choices = [
            (row.pk, _with_count(str(row), counts[row.pk]))
            for row in sorted(countries.queryset, key=lambda row: (row.pk not in chosen, -counts[row.pk], str(row)))
        ]
        states: Any = fields["states"]
        states.queryset = Subdivision.objects.filter(country_id__in=chosen).order_by("country_id", "name")
        by_state = _counts(known, "states")
        states.label_from_instance = lambda row: _with_count(row.name, by_state[row.pk])
        forms_of_law = _counts(known, "legal_forms")
        kept = [form for form in self["legal_forms"].value() or [] if form not in forms_of_law]
        legal: Any = fields["legal_forms"]
        legal.choices = [(form, form) for form in [*forms_of_law, *kept][:40]]
        trades: Any = fields["industries"]
        trades.choices = [(one.slug, str(one)) for one in industries()]
        team, salesperson, tags = (fields[name] for name in ("team", "salesperson", "tags"))
        team.queryset, salesperson.queryset = Team.objects.active(), User.objects.active()  # type: ignore[attr-defined]
        tags.queryset = Tag.objects.filter(is_active=True)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What was written, as the service takes it; a number left empty keeps its usual value."""
        usual = {"size_min": 1, "size_max": 1000, "contact_count": 5, "contact_filter": PersonFilter.ROLE}
        written = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None) or name not in usual
        }
        return {**usual, **written}

    def save(self) -> MiningRequest:
        """Keep the draft. DomainError as the service raises it."""
        if self.request is None:
            return create_request(actor=self.user, **self.values())
        return update_request(actor=self.user, request=self.request, **self.values())


def _values(request: MiningRequest) -> dict[str, Any]:
    plain = {
        name: getattr(request, name) for name in RequestForm.base_fields if not hasattr(getattr(request, name), "all")
    }
    return {**plain, **{name: list(getattr(request, name).all()) for name in ("countries", "states", "tags")}}


def _counts(known: list[Any], name: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for dataset in known:
        total.update(dataset.counts.get(name, {}))
    return total


def _with_count(name: str, count: int) -> str:
    return f"{name} ({formatting.number(count)})" if count else name
