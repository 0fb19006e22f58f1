"""What this room announces, so that rooms above it take part."""

from typing import TYPE_CHECKING

from filon.core.hooks import Hook

if TYPE_CHECKING:
    from filon.accounts.models import User

# Somebody is to receive a one-time link by mail. Run only where outgoing mail is set up (FILON_EMAIL_URL).
user_invited: "Hook[User, User | None, str]" = Hook("user invited (user, inviter, link)")
password_reset_requested: "Hook[User, str]" = Hook("password reset requested (user, link)")

# A user has been switched off: he, and who did it.
user_switched_off: "Hook[User, User | None]" = Hook("user switched off (user, actor)")

# A user is about to be deleted; a room to which he matters refuses by raising `Conflict`.
user_deleting: "Hook[User]" = Hook("user deleting (user)")

# Says what is being done, an English msgid without names of persons, for whoever keeps the history.
act_described: "Hook[str]" = Hook("act described (label)")
