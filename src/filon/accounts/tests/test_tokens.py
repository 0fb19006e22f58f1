"""API tokens."""

from datetime import timedelta

import pytest

from filon.accounts.models import ApiToken
from filon.accounts.services.tokens import create_token, revoke_token, user_of_token
from filon.accounts.testing import a_user
from filon.core import clock
from filon.core.exceptions import NotAllowed

pytestmark = pytest.mark.django_db


def test_a_token_leads_to_its_user_and_scope() -> None:
    user = a_user()
    raw = create_token(user=user, scope="read", name="Raport", actor=user)
    assert raw.startswith("filon_")
    assert user_of_token(raw) == (user, "read")


def test_the_token_itself_is_not_kept() -> None:
    raw = create_token(user=a_user())
    assert raw not in str(ApiToken.objects.values())


def test_a_revoked_token_opens_nothing() -> None:
    user = a_user()
    raw = create_token(user=user)
    revoke_token(actor=user, token=ApiToken.objects.get())
    assert user_of_token(raw) is None


def test_a_token_of_an_inactive_user_opens_nothing() -> None:
    raw = create_token(user=a_user(is_active=False))
    assert user_of_token(raw) is None


@pytest.mark.parametrize("raw", ["", "filon_", "filon_wrong", "Bearer x"])
def test_anything_else_opens_nothing(raw: str) -> None:
    assert user_of_token(raw) is None


def test_the_last_use_is_written_at_most_every_five_minutes(django_assert_num_queries) -> None:
    raw = create_token(user=a_user())
    start = clock.now()
    with clock.stopped_at(start):
        user_of_token(raw)
    with clock.stopped_at(start + timedelta(minutes=4)), django_assert_num_queries(1):
        user_of_token(raw)
    with clock.stopped_at(start + timedelta(minutes=6)):
        user_of_token(raw)
    assert ApiToken.objects.get().last_used_at == start + timedelta(minutes=6)


def test_nobody_makes_tokens_for_somebody_else() -> None:
    with pytest.raises(NotAllowed):
        create_token(user=a_user(), actor=a_user(role="administrator"))
