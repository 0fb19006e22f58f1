"""Who sets up an installation: administrators."""

from django.conf import settings

from filon.accounts.demo import DEMO_ACCOUNTS
from filon.accounts.models import User

DEMO_ADDRESSES = [account.email for account in DEMO_ACCOUNTS]


def sends_mail() -> bool:
    """Whether a server for outgoing mail is set up."""
    return bool(settings.FILON_EMAIL_URL)


def sets_up(user: User) -> bool:
    """Whether first steps are a matter of `user`."""
    return user.is_active and user.is_administrator
