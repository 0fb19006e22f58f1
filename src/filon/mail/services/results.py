"""What becomes of a message."""

from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from filon.core.exceptions import DomainError
from filon.mail.choices import Outcome
from filon.mail.parsing.headers import flat


@dataclass(frozen=True)
class Result:
    """The outcome, the reason in words, and the record that the message led to."""

    outcome: Outcome
    reason: str = ""
    record_id: int | None = None


def sentence(error: Exception) -> str:
    """What went wrong, for people."""
    if isinstance(error, DomainError):
        return str(error)
    said = f"{type(error).__name__}: {flat(str(error))[:300]}"
    return _("An error stopped the message: %(error)s") % {"error": said}


def is_passing(error: Exception) -> bool:
    """Whether the error is the database's and not the message's, so that the job should be tried again."""
    return isinstance(error, OperationalError | InterfaceError)
