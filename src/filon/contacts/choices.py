"""The closed lists of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SuppressionKind(TextChoices):
    """What an objection is about."""

    EMAIL = "email", _("E-mail address")
    DOMAIN = "domain", _("Domain")
    PHONE = "phone", _("Phone number")
    VAT = "vat", _("VAT number")
