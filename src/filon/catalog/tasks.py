"""Work in the background."""

from django.conf import settings
from django.utils.translation import gettext_noop
from django_tasks import task

from filon.organisation.services import bnr_fetching


@task(label=gettext_noop("Fetch the exchange rates"), unique=True, max_attempts=3)
def fetch_rates() -> None:
    """Take today's rates from where the environment says; nothing unless it does."""
    if settings.FILON_RATES_URL:
        bnr_fetching.fetch_rates(settings.FILON_RATES_URL)
