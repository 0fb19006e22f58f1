"""The form of a contact."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.contacts.services.deriving import home_country
from filon.contacts.services.editing import create_contact, set_picture, update_contact
from filon.contacts.services.places import BUCHAREST, SECTORS
from filon.contacts.services.points import FIELDS as POINT_FIELDS
from filon.core.doubts import email_doubt, phone_doubt
from filon.core.normalising import sort_key
from filon.history.services.merging_edits import Settled, settle
from filon.organisation.forms.tagging import TagsField
from filon.organisation.models import Country, Subdivision, Tag
from filon.organisation.services.tagging import tags_named
from filon.ui.fields import PhoneField
from filon.ui.widgets import Combobox, FileInput

KINDS = [("person", _("Person")), ("company", _("Company"))]
FIELDS = (
    *("name", "company", "job_position", "email", "phone", "mobile", "website", "street", "street2", "city"),
    *("postcode", "country", "state", "vat", "registration_number", "language", "salesperson", "tags", "notes"),
)

POINTS = ("other_emails", "other_phones")
_BETWEEN = re.compile(r"[,;\n]")


class ContactForm(forms.Form):
    """A company, or a person, perhaps of a company that is made on the way (`company_new`)."""

    hides_required = True

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect, initial="person")
    name = forms.CharField(label=_("Name"), max_length=200)
    company = forms.ModelChoiceField(label=_("Company"), queryset=Contact.objects.none(), required=False)
    job_position = forms.CharField(label=_("Job position"), max_length=100, required=False)
    email = forms.CharField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    phone = PhoneField(label=_("Phone"), max_length=40, required=False)
    mobile = PhoneField(label=_("Mobile"), max_length=40, required=False)
    other_emails = forms.CharField(
        label=_("Other e-mail addresses"),
        required=False,
        help_text=_("Several with commas between them."),
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )
    other_phones = forms.CharField(
        label=_("Other phone numbers"), required=False, help_text=_("Several with commas between them.")
    )
    website = forms.CharField(
        label=_("Website"), max_length=200, required=False, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    street = forms.CharField(label=_("Street"), max_length=200, required=False)
    street2 = forms.CharField(label=_("Street, continued"), max_length=200, required=False)
    city = forms.CharField(
        label=_("City"), max_length=100, required=False, widget=forms.TextInput(attrs={"list": "towns"})
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    country = forms.ModelChoiceField(label=_("Country"), queryset=Country.objects.all(), required=False)
    state = forms.ModelChoiceField(label=_("County"), queryset=Subdivision.objects.all(), required=False)
    vat = forms.CharField(label=_("VAT number"), max_length=20, required=False)
    registration_number = forms.CharField(label=_("Registration number"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", "—"), *settings.LANGUAGES])
    salesperson = forms.ModelChoiceField(label=_("Salesperson"), queryset=User.objects.none(), required=False)
    tags = TagsField(label=_("Tags"), required=False)
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
    )
    no_picture = forms.BooleanField(label=_("Without a picture"), required=False)
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, user: User, contact: Contact | None = None, **kwargs: Any) -> None:
        self.user, self.contact = user, contact
        kwargs["initial"] = {
            **(_values(contact) if contact else {"country": home_country()}),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        companies = Contact.objects.visible_to(user).filter(is_company=True)
        company = self._choice("company", companies)
        company.widget = Combobox(str(reverse_lazy("contacts:company-options")), creates=True)
        company.widget.choices = company.choices
        salesperson = contact.salesperson_id if contact else None
        self._choice("salesperson", User.objects.filter(Q(is_active=True) | Q(pk=salesperson))).empty_label = "—"
        countries = self._choice("country", Country.objects.all())
        countries.choices = country_choices(Country.objects.all())
        code = self["country"].value()
        self._choice("state", Subdivision.objects.all()).choices = county_choices(str(code or ""))
        self.towns = [name for name, _label in town_choices(str(self["state"].value() or ""))]
        if contact:
            self.fields["email"].help_text = email_doubt(contact.email)
            for name in ("phone", "mobile"):
                if not getattr(contact, f"{name}_e164") and (number := getattr(contact, name)):
                    self.fields[name].help_text = phone_doubt(number, contact.country_id or home_country())

    def clean_company(self) -> Contact | None:
        """The chosen company. A name that was typed, but neither chosen nor made, is not dropped without a word."""
        chosen: Contact | None = self.cleaned_data["company"]
        typed = self.data.get("company_text", "").strip()
        if typed and chosen is None and not self.data.get("company_new"):
            raise forms.ValidationError(
                _("“%(name)s” is not chosen yet: take a company from the list, or “Create”."), params={"name": typed}
            )
        return chosen

    def _choice(self, name: str, rows: "QuerySet[Any]") -> Any:
        field: Any = self.fields[name]
        field.queryset = rows
        return field

    @transaction.atomic
    def save(self) -> Contact | Settled:
        """Add or change the contact, and its company if that is new. DomainError as the services raise it.

        Gives what must be chosen first, and saves nothing, when somebody else has changed the same fields meanwhile.
        """
        values = {name: self.cleaned_data[name] for name in FIELDS if name != "tags"}
        values["is_company"] = self.cleaned_data["kind"] == "company"
        new_company = self.data.get("company_new", "").strip()
        if new_company and not values["company"]:
            values["company"] = create_contact(actor=self.user, name=new_company, is_company=True)
        if self.contact is None:
            made = create_contact(actor=self.user, tags=self._tags(()), **self._points(), **values)
            return self._pictured(made)
        labels = {**{name: field.label for name, field in self.fields.items()}, "is_company": self.fields["kind"].label}
        settled = settle(row=self.contact, typed=values, posted=self.data, labels=labels, user=self.user)
        if settled.conflicts:
            transaction.set_rollback(True)
            return settled
        tags = self._tags(self.contact.tags.all())
        saved = update_contact(actor=self.user, contact=self.contact, tags=tags, **self._points(), **settled.kept)
        return self._pictured(saved)

    def _pictured(self, contact: Contact) -> Contact:
        """With the picture that was chosen, or without the one there was."""
        if chosen := self.cleaned_data["picture"]:
            set_picture(actor=self.user, contact=contact, content=chosen.read())
        elif self.cleaned_data["no_picture"]:
            set_picture(actor=self.user, contact=contact, content=b"")
        return contact

    def _points(self) -> dict[str, Any]:
        """The further addresses and numbers, as far as the form was asked for them."""
        named = {name: self.cleaned_data[name] for name in POINTS if name in self.data}
        return {name: [part.strip() for part in _BETWEEN.split(text) if part.strip()] for name, text in named.items()}

    def _tags(self, carried: Iterable[Tag]) -> list[Tag]:
        """The tags that the form leaves: those carried now, with what this person added and without what he took off.

        What the form showed comes along in `shown_tags`, so that tags which others added meanwhile stay.
        """
        present = list(carried)
        typed = tags_named(actor=self.user, names=self.cleaned_data["tags"], carried=present)
        shown = {int(text) for text in self.data.get("shown_tags", "").split(",") if text.isdecimal()}
        ids = {tag.pk for tag in typed}
        kept = [tag for tag in present if tag.pk in ids or tag.pk not in shown]
        return [*kept, *(tag for tag in typed if tag.pk not in shown and tag not in kept)]


def country_choices(countries: "QuerySet[Country]") -> list[tuple[str, str]]:
    """All countries in the reader's language, our own first."""
    home = home_country()
    ordered = sorted(countries, key=lambda country: (country.code != home, sort_key(str(country))))
    return [("", "—"), *((country.code, str(country)) for country in ordered)]


def county_choices(country: str) -> list[tuple[str, str]]:
    """The counties of a country (ISO 3166-1), in order of name."""
    counties = sorted(Subdivision.objects.filter(country=country), key=lambda county: sort_key(county.name))
    return [("", "—"), *((county.code, county.name) for county in counties)]


def town_choices(county: str) -> list[tuple[str, str]]:
    """What is offered as town: of Bucharest the sectors."""
    return [(name, name) for name in SECTORS] if county == BUCHAREST else []


def _values(contact: Contact) -> dict[str, Any]:
    values = {name: getattr(contact, name) for name in FIELDS if name != "tags"}
    values["kind"] = "company" if contact.is_company else "person"
    values["tags"] = list(contact.tags.all())
    for kind, name in POINT_FIELDS.items():
        values[name] = ", ".join(point.value for point in contact.points.all() if point.kind == kind)
    return values
