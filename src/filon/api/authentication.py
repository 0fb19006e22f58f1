"""The tokens' door: who a program acts for, and what it may do."""

from typing import cast

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from filon.accounts.models import ApiToken, User
from filon.accounts.services.tokens import user_of_token
from filon.core.exceptions import NotAllowed
from filon.history.services.recording import act_as

READING = ("GET", "HEAD", "OPTIONS")


class BearerToken(HttpBearer):
    """`Authorization: Bearer …`. The request then has the token's user, and his rights and name in history."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The token's user, or None (401). A token for reading that writes is refused with a sentence."""
        found = user_of_token(token)
        if found is None:
            return None
        user, scope = found
        request.user = user
        translation.activate(translation.get_language_from_request(request))
        if scope == ApiToken.Scope.READ and request.method not in READING:
            raise NotAllowed(_("This token may only read."))
        if request.method not in READING:
            act_as(user)
        return user


def user_of(request: HttpRequest) -> User:
    """The user of an authenticated request."""
    return cast(User, request.user)
