"""Work in the background."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from filon.accounts.models import User
from filon.core.exceptions import DomainError
from filon.exchange.choices import State
from filon.exchange.models import Import
from filon.exchange.services import undoing, uploading
from filon.exchange.services.running import run


@task(label=gettext_noop("Import a file"), unique=True, atomic=False, max_attempts=1)
def run_import(import_id: int) -> None:
    """Try or import a file, in the language and zone of whoever brought it."""
    subject = Import.objects.select_related("created_by").filter(pk=import_id).first()
    if subject is None or subject.state not in (State.CHECKING, State.RUNNING):
        return
    user = subject.created_by
    with translation.override(user.language or "ro"), timezone.override(user.zone):
        try:
            run(subject)
        except Exception:
            _stopped(subject)
            raise


@task(label=gettext_noop("Undo an import"), unique=True, max_attempts=1)
def undo_import(import_id: int, user_id: int) -> None:
    """Take an import back as this user."""
    subject = Import.objects.filter(pk=import_id, state=State.UNDOING).first()
    if subject is not None:
        user = User.objects.get(pk=user_id)
        with translation.override(user.language or "ro"):
            try:
                with transaction.atomic():
                    undoing.run_undo(subject, user)
            except DomainError as refusal:
                Import.objects.filter(pk=subject.pk).update(state=State.DONE, error=str(refusal))


@task(label=gettext_noop("Forget imported files"))
def forget_old_files() -> None:
    """Delete the files of old imports."""
    uploading.forget_old()


@transaction.atomic
def _stopped(subject: Import) -> None:
    text = _("An error has stopped the import. What came in before can be undone; the jobs page tells more.")
    Import.objects.filter(pk=subject.pk).update(state=State.FAILED, error=text)
