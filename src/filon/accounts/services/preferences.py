"""What a user decides for himself."""

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from filon.accounts.choices import Theme
from filon.accounts.hooks import act_described
from filon.accounts.models import User
from filon.accounts.policies import require_self
from filon.core.exceptions import DomainError
from filon.core.normalising import comma_below, sort_key


@transaction.atomic
def change_preferences(
    *,
    actor: User | None,
    user: User,
    name: str,
    language: str,
    time_zone: str,
    theme: str,
    has_letter_keys: bool,
) -> User:
    """Change one's own name, language, time zone, theme and shortcuts."""
    require_self(actor, user)
    errors = {}
    if not name.strip():
        errors["name"] = _("Type your name.")
    if language not in dict(settings.LANGUAGES):
        errors["language"] = _("Choose one of the languages.")
    if time_zone not in available_timezones():
        errors["time_zone"] = _("Choose one of the time zones.")
    if theme not in Theme.values:
        errors["theme"] = _("Choose one of the themes.")
    if errors:
        raise DomainError(errors=errors)
    act_described.run(gettext_noop("Changed the own preferences"))
    user.name = " ".join(comma_below(name).split())
    user.sort_key = sort_key(user.name)
    user.language, user.time_zone, user.theme, user.has_letter_keys = language, time_zone, theme, has_letter_keys
    user.save(update_fields=["name", "sort_key", "language", "time_zone", "theme", "has_letter_keys"])
    return user
