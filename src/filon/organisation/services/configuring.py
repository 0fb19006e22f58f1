"""Changing what holds for the whole company."""

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.accounts.policies import require_administrator
from filon.core.exceptions import DomainError
from filon.history.services.recording import describe
from filon.organisation.models import Country, Currency, CurrencyRate, Organisation


@transaction.atomic
def change_organisation(
    *,
    actor: User | None,
    name: str,
    currency: Currency,
    country: Country,
    language: str,
    time_zone: str,
    uses_leads: bool,
    uses_recurring_revenue: bool = False,
) -> Organisation:
    """Change our company's settings. The currency is fixed once rates against it are known."""
    require_administrator(actor)
    organisation = Organisation.objects.select_for_update().get(pk=1)
    errors = {}
    if not name.strip():
        errors["name"] = _("Type the company's name.")
    if language not in dict(settings.LANGUAGES):
        errors["language"] = _("Choose one of the languages.")
    if time_zone not in available_timezones():
        errors["time_zone"] = _("Choose one of the time zones.")
    if currency.pk != organisation.currency_id and CurrencyRate.objects.exists():
        errors["currency"] = _("Rates against %(currency)s exist, so the currency stays.") % {
            "currency": organisation.currency_id
        }
    if errors:
        raise DomainError(errors=errors)
    describe(gettext_noop("Changed the settings"))
    organisation.name = name.strip()
    organisation.currency = currency
    organisation.country = country
    organisation.language = language
    organisation.time_zone = time_zone
    organisation.uses_leads = uses_leads
    organisation.uses_recurring_revenue = uses_recurring_revenue
    organisation.save()
    return organisation
