"""The demonstration's people."""

from django.db import transaction

from filon.accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from filon.accounts.models import User


@transaction.atomic
def create_demo_users() -> dict[str, User]:
    """Make the demonstration's users, with the password `demo`; returns them by e-mail address."""
    return {
        account.email: User.objects.create_user(
            email=account.email,
            name=account.name,
            role=account.role,
            password=DEMO_PASSWORD,
        )
        for account in DEMO_ACCOUNTS
    }


def demo_users() -> list[User]:
    """Those of the demonstration's users who can sign in, administrator first."""
    order = [account.email for account in DEMO_ACCOUNTS]
    return sorted(User.objects.active().filter(email__in=order), key=lambda user: order.index(user.email))
