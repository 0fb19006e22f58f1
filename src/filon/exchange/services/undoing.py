"""Taking an import back."""

from django.db import transaction
from django.utils.translation import gettext as _

from filon.accounts.models import User
from filon.core.exceptions import Conflict
from filon.exchange.choices import BUSY, State
from filon.exchange.models import Import
from filon.history.services import recording
from filon.history.services.undoing import undo

TOLD = 20


@transaction.atomic
def start_undo(*, actor: User, subject: Import) -> Import:
    """Note that the import is to be taken back; the caller writes the job."""
    held = Import.objects.visible_to(actor).select_for_update().get(pk=subject.pk)
    if held.state in BUSY or held.change_set is None or held.state == State.UNDONE:
        raise Conflict(_("There is nothing of this import to undo."))
    held.state = State.UNDOING
    held.save(update_fields=["state"])
    return held


def run_undo(subject: Import, actor: User) -> None:
    """Take back all that the import wrote, as far as nothing stands in the way; what stays is told in sentences."""
    assert subject.change_set is not None
    recording.act_as(actor)
    result = undo(subject.change_set, actor)
    kept = [skip.sentence for skip in result.skips]
    told = "\n".join([*kept[:TOLD], *(["…"] if len(kept) > TOLD else [])])
    Import.objects.filter(pk=subject.pk).update(state=State.UNDONE, error=told)
