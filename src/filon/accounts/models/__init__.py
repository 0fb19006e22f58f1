"""The rows of this room."""

from filon.accounts.models.token import ApiToken
from filon.accounts.models.user import User, UserQuerySet

__all__ = ["ApiToken", "User", "UserQuerySet"]
