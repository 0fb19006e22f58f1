"""The rows of this room."""

from filon.accounts.models.attempt import FailedAttempt
from filon.accounts.models.browser_session import BrowserSession
from filon.accounts.models.link import OneTimeLink
from filon.accounts.models.token import ApiToken
from filon.accounts.models.user import User, UserQuerySet

__all__ = ["ApiToken", "BrowserSession", "FailedAttempt", "OneTimeLink", "User", "UserQuerySet"]
