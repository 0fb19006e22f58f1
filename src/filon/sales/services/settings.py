"""What holds for all quotations."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.history.services.recording import describe
from filon.sales import policies
from filon.sales.models import SalesSettings

LONGEST_VALIDITY = 3650


@transaction.atomic
def update_settings(
    *,
    actor: User | None,
    validity_days: int,
    terms: dict[str, str],
    locks_orders: bool,
    proposes_revenue: bool,
) -> SalesSettings:
    """Change what holds for new quotations."""
    policies.require_configure(actor)
    if not 0 <= validity_days <= LONGEST_VALIDITY:
        raise DomainError(_("Write a number of days from 0 to 3,650."), field="validity_days")
    describe(gettext_noop("Changed the settings of quotations"))
    settings = SalesSettings.objects.select_for_update().get(pk=1)
    settings.validity_days, settings.terms = validity_days, {key: text for key, text in terms.items() if text.strip()}
    settings.locks_orders, settings.proposes_revenue = locks_orders, proposes_revenue
    settings.save()
    return settings
