"""What becomes of activities when something below comes to an end."""

from collections.abc import Sequence

from filon.accounts.models import User
from filon.activities.choices import Outcome
from filon.activities.services.handling import close_all, close_of_user


def contacts_put_away(ids: Sequence[int], actor: User | None) -> None:
    """Cancel what was planned on contacts that are archived."""
    close_all(actor=actor, record_ids=ids, outcome=Outcome.ARCHIVED)


def user_gone(user: User, actor: User | None) -> None:
    """Cancel what a user who is switched off had still to do."""
    close_of_user(actor=actor, user=user)
