"""No undo leaves the house without somebody who can change its configuration."""

import pytest

from filon.accounts.models import User
from filon.accounts.services.managing import change_user
from filon.accounts.testing import a_user, an_administrator
from filon.core.exceptions import Conflict
from filon.history.choices import Kind
from filon.history.models import ChangeSet
from filon.history.services import recording
from filon.history.services.undoing import undo

pytestmark = pytest.mark.django_db(transaction=True)


def _changed(boss: User, user: User, role: str) -> int:
    boss.refresh_from_db()
    with recording.write(boss, Kind.WEB):
        change_user(actor=boss, user=user, name=user.name, email=user.email, role=role, is_active=True)
    return ChangeSet.objects.latest("pk").pk


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_undo_that_would_take_the_last_administrator_is_refused(dry_run):
    boss, ana = an_administrator(), a_user(name="Ana")
    promotion = _changed(boss, ana, "administrator")
    _changed(ana, boss, "own")
    with pytest.raises(Conflict, match="administrator"):
        undo(promotion, ana, dry_run=dry_run)
    assert list(User.objects.administrators()) == [ana]


def test_an_undo_that_leaves_another_administrator_goes_on():
    boss, ana = an_administrator(), a_user(name="Ana")
    promotion = _changed(boss, ana, "administrator")
    assert undo(promotion, boss).undone == 1
    assert list(User.objects.administrators()) == [boss]
