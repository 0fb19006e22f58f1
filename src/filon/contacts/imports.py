"""Contacts from files and into files."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.contacts.models import Contact, PointKind
from filon.contacts.services import keys, tax_numbers
from filon.contacts.services.adding import create_contacts
from filon.contacts.services.editing import create_contact, update_contact
from filon.contacts.services.likeness import parts_of
from filon.contacts.services.same import described_item, known, marks_of
from filon.contacts.services.suppressing import suppressed
from filon.core.normalising import folded, normalised_email, sort_key
from filon.core.pictures import stored_picture
from filon.exchange.declaring import ID, Column, Exchangeable, Key, Link, Twin, Values, by_name
from filon.exchange.readers import NAME, Cell, Reader, Style, Unreadable, choice, names, text, yes_no
from filon.exchange.sources.cards import decoded
from filon.organisation.models import Country, Subdivision, Tag
from filon.organisation.services.tagging import find_or_create_tag

EMAIL = r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+"
_COUNTY = ("jud.", "jud", "judet", "judetul", "municipiul", "mun.")
PHONE = r"(?=(\D*\d){9})[+(]?[\d\s()./\-]{9,20}"


def contacts_called(user: User, texts: Collection[str]) -> dict[str, list[Contact]]:
    """The contacts that the user sees by each of the texts, which is a name, an address or a VAT number."""
    rows, found = Contact.objects.visible_to(user).order_by("-is_company", "pk"), dict[str, list[Contact]]()
    by_key = {sort_key(each): each for each in texts}
    for contact in rows.filter(sort_key__in=by_key):
        if folded(contact.name) == folded(by_key[contact.sort_key]):
            found.setdefault(by_key[contact.sort_key], []).append(contact)
    by_email = {address: each for each in texts if (address := normalised_email(each))}
    for contact in rows.filter(email_normalised__in=by_email) if by_email else ():
        found.setdefault(by_email[contact.email_normalised], []).append(contact)
    return found


def _companies_called(user: User, texts: Collection[str]) -> dict[str, list[Contact]]:
    found = contacts_called(user, texts)
    return {name: rows for name, each in found.items() if (rows := [row for row in each if row.is_company])}


def _others(kind: PointKind) -> Any:
    return lambda row: [point.value for point in row.points.all() if point.kind == kind]


def _twins(user: User, items: Sequence[Values]) -> list[list[Twin]]:
    return [
        [Twin(match.contact.pk, match.contact.name, match.why) for match in matches]
        for matches in known(user=user, items=items)  # type: ignore[arg-type]
    ]


def _marks(item: Values) -> Iterable[Hashable]:
    return marks_of(described_item(item))  # type: ignore[arg-type]


def refused(items: Sequence[Values]) -> list[str]:
    """Why an item must not come in: somebody has asked not to be approached."""
    emails = {address for item in items for address in (item.get("email"), *item.get("other_emails", ())) if address}
    phones = {number for item in items for name in ("phone", "mobile") if (number := item.get(name))}
    vats = {number for item in items if (number := item.get("vat"))}
    sites = {site for item in items if (site := item.get("website"))}
    found = suppressed(emails=emails, phones=phones, vats=vats, domains=sites)
    sentence = gettext("This address, number or code is on the list of objections: it must not be approached.")
    return [sentence if found.intersection(_told(item)) else "" for item in items]


def _told(item: Values) -> Iterable[str]:
    return [
        *(item.get(name, "") for name in ("email", "phone", "mobile", "vat", "website")),
        *item.get("other_emails", ()),
    ]


def _picture(cell: Cell, _style: Style) -> bytes:
    """A picture as base64, as vCards bring it."""
    try:
        return decoded(str(cell))
    except ValueError as error:
        raise Unreadable(gettext("This is no picture.")) from error


def _kept(items: Sequence[Values]) -> list[Values]:
    """The items with their pictures in the file store."""
    return [{**item, "picture": stored_picture(item["picture"])} if item.get("picture") else item for item in items]


def _implied(item: Values) -> Values:
    """A name with a legal form, or a number of a register, is a company's."""
    is_registered = item.get("vat") or item.get("registration_number") or parts_of(item.get("name", ""), True).form
    return {"is_company": bool(is_registered and not item.get("company") and not item.get("job_position"))}


def _new_company(user: User, name: str) -> Contact:
    return create_contact(actor=user, name=name, is_company=True)


TAGS = Column(
    "tags",
    _("Tags"),
    names(),
    words="etichetă; categorii; categories; labels",
    link=Link(
        by_name(lambda _user: Tag.objects.all()),
        lambda user, name: find_or_create_tag(actor=user, name=name),
        is_many=True,
    ),
)
SALESPERSON = Column(
    "salesperson",
    _("Salesperson"),
    NAME,
    words="agent; vânzător; responsabil; sales agent; owner; assigned to",
    link=Link(by_name(lambda user: User.objects.visible_to(user).filter(is_active=True), "email")),
)
COUNTRIES = by_name(lambda _user: Country.objects.all(), "code")


def counties_called(user: User, texts: Collection[str]) -> dict[str, list[Subdivision]]:
    """Counties by name, code („RO-CJ”), plate („CJ”), and as papers call them: „jud. Cluj”, „Municipiul București”."""
    known = by_name(lambda _user: Subdivision.objects.all(), "code")(user, texts)
    found: dict[str, list[Subdivision]] = {word: list(counties) for word, counties in known.items()}
    for county in Subdivision.objects.filter(country="RO"):
        name = folded(county.name)
        for word in (folded(county.code.removeprefix("RO-")), *(f"{start} {name}" for start in _COUNTY)):
            found.setdefault(word, []).append(county)
    return found


REACHED = (
    Column("email", _("E-mail"), text(254), "mail; email; adresă de e-mail; e-mail address", EMAIL),
    Column("phone", _("Phone"), text(40), "tel; telephone; phone number; număr de telefon; telefon fix", PHONE),
    Column("mobile", _("Mobile"), text(40), "telefon mobil; gsm; cell; mobile phone", PHONE),
)
ADDRESS = (
    Column("street", _("Street"), text(200), "adresă; adresa; strada; address; street address"),
    Column("street2", _("Street, continued"), text(200), "adresa 2; address 2; bloc"),
    Column("city", _("City"), text(100), "oraș; localitatea; town"),
    Column("state", _("County"), NAME, "județul; regiune; region; state; stat", link=Link(counties_called)),
    Column("postcode", _("Postcode"), text(20), "cod poștal; zip; zip code; postal code"),
    Column("country", _("Country"), NAME, "țara", link=Link(COUNTRIES)),
)
LANGUAGE = Column("language", _("Language"), choice(lambda: settings.LANGUAGES), "limba")
NAMED = "denumire; firmă; nume complet; full name; company name; contact name"
OF_COMPANY = "compania; organizație; account; organisation; organization; employer; nume companie"
REGISTERED = "nr. reg. com.; registrul comerțului; reg com"
CONTACTS = Exchangeable(
    kind="contact",
    label=_("Contacts"),
    icon="users",
    list_keys=("contacts",),
    rows=lambda user: (
        Contact.objects.visible_to(user)
        .select_related("company", "salesperson", "state", "country")
        .prefetch_related("tags", "points")
    ),
    columns=(
        ID,
        Column("name", _("Name"), text(200), NAMED, is_required=True),
        Column("is_company", _("Is a company"), yes_no(), "persoană juridică"),
        Column("company", _("Company"), NAME, OF_COMPANY, link=Link(_companies_called, _new_company, is_own=True)),
        Column("job_position", _("Job position"), text(100), "funcție; post; title; job title; position"),
        *REACHED,
        Column("other_emails", _("Other e-mail addresses"), names(), "email 2", of=_others(PointKind.EMAIL)),
        Column("other_phones", _("Other phone numbers"), names(), "telefon 2; phone 2", of=_others(PointKind.PHONE)),
        Column("website", _("Website"), text(200), "web; site; pagina web; url", r"(https?://|www\.)\S+"),
        *ADDRESS,
        Column("vat", _("VAT number"), text(20), "cui; cif; cod fiscal; cod tva; vat; tax id", r"RO\s?\d{2,10}"),
        Column("registration_number", _("Registration number"), text(30), REGISTERED, r"[JFC]\d+/\d+/\d{4}"),
        LANGUAGE,
        SALESPERSON,
        TAGS,
        Column("picture", _("Picture"), Reader(_picture), "poza; fotografie; photo", is_exported=False),
        Column("notes", _("Notes"), text(), "note; observații; comentarii; comments; description; descriere"),
    ),
    keys={
        "id": Key("pk"),
        "email": Key("email_normalised", normalised_email),
        "vat": Key("vat_key", lambda number: keys.vat_key(tax_numbers.comparable(number, ""))),
        "name": Key("sort_key", sort_key),
    },
    create=lambda user, items: create_contacts(actor=user, items=_kept(items)),  # type: ignore[arg-type]
    update=lambda user, row, values: update_contact(actor=user, contact=row, **_kept([values])[0]),
    twins=_twins,
    marks=_marks,
    refused=refused,
    implied=_implied,
)
