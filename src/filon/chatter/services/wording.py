"""What message templates may say of a contact."""

from django.utils.translation import gettext_lazy as _

from filon.chatter.hooks import Placeholder, Wording
from filon.contacts.models import Contact

SALESPERSON = {
    "salesperson.name": Placeholder(_("The salesperson's name"), lambda row: str(row.salesperson or "")),
    "salesperson.email": Placeholder(
        _("The salesperson's e-mail address"), lambda row: row.salesperson.email if row.salesperson else ""
    ),
}
"""What every record with a salesperson can say."""


def company_of(contact: Contact | None) -> str:
    """The name of the company that a contact is, or works for."""
    if contact is None:
        return ""
    return contact.name if contact.is_company else contact.company.name if contact.company else ""


CONTACT = Wording(
    {
        "contact.name": Placeholder(_("The customer's name"), lambda contact: contact.name),
        "contact.company": Placeholder(_("The customer's company"), company_of),
        "contact.email": Placeholder(_("The customer's e-mail address"), lambda contact: contact.email),
        "contact.city": Placeholder(_("The customer's city"), lambda contact: contact.city),
        **SALESPERSON,
    },
    language=lambda contact: contact.language,
)
