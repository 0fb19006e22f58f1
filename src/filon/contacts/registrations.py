"""What contacts are to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.contacts import policies
from filon.contacts.models import Contact
from filon.core.record_types import RecordType, register_record_type

register_record_type(
    RecordType(
        kind=Contact.record_kind,
        label=_("Contact"),
        icon="user",
        model=Contact,
        visible_to=lambda user: Contact.objects.visible_to(user),
        title=str,
        url=lambda pk: reverse("contacts:contact", args=[pk]),
        may_change=lambda user, _row: policies.may_change(user),
    )
)
