"""Whatever points to a contact or a lead comes along when it is merged: in every table, known or not yet made."""

from collections.abc import Callable

import pytest

from filon.contacts.models import Contact
from filon.contacts.services.merging import merge_contacts
from filon.contacts.testing import a_company
from filon.core.models import Record, RecordModel
from filon.crm.models import Lead
from filon.crm.services import totalling
from filon.crm.services.merging import merge_leads
from filon.crm.testing import a_lead
from filon.history.choices import Kind
from filon.history.derived import recompute
from filon.history.services import recording
from filon.history.services.repointing import references
from filon.history.services.undoing import undo
from tests.merging.rows import a_row, image, where

pytestmark = pytest.mark.django_db
GONE = 987_654_321
"""An id that is nowhere else in the database, so that whatever still says it is found."""

DROPPED = {"contacts.Duplicate": "what was thought of a pair that is one now", "chatter.Follower": "only on leads"}


def _with_id(made: Callable[..., RecordModel], model: type[RecordModel]) -> RecordModel:
    """A record like `made()`, but with the id GONE."""
    row = made("Codrul")
    values = {
        field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields if not field.generated
    }
    row.record.delete()
    Record.objects.create(pk=GONE, kind=model.record_kind)
    return model._base_manager.create(**{**values, "record_id": GONE})


@pytest.mark.parametrize(
    ("model", "made", "merge"),
    [(Contact, a_company, merge_contacts), (Lead, a_lead, merge_leads)],
    ids=["contact", "lead"],
)
def test_a_row_in_every_table_that_leads_to_it_comes_along_and_comes_back(
    model: type[RecordModel], made: Callable[..., RecordModel], merge: Callable[..., object]
) -> None:
    kept = made("Codrul Verde")
    gone = _with_id(made, model)
    rows = [(key, a_row(key, gone)) for key in references(model)]
    for searched in RecordModel.__subclasses__():
        recompute(searched, searched._base_manager.values_list("pk", flat=True))
    before = image()
    with recording.write(None, Kind.WEB) as opened:
        merge(actor=None, contacts=[kept.pk, GONE]) if model is Contact else merge(actor=None, leads=[kept.pk, GONE])
    for key, row in rows:
        moved = key.model._base_manager.filter(pk=row.pk).values_list(key.attname, flat=True).first()
        if moved is None and key.model._meta.label in DROPPED:
            continue
        assert moved == kept.pk, f"{key.model._meta.label}.{key.name} does not follow a merged {model.__name__}."
    assert where(GONE) <= {("core_record", "id")}, "These still say the id of the record that went."
    result = undo(opened.id, None)
    assert result.skips == []
    for table, found in image().items():
        assert found == before[table], table
    assert totalling.drift() == {}
