"""A merge and its undo leave the database as it was, whatever the records say and carry."""

import random
from typing import Any

import pytest

from filon.accounts.models import User
from filon.accounts.testing import an_administrator
from filon.activities.testing import an_activity
from filon.chatter.models import Follower
from filon.chatter.services.posting import post_note
from filon.contacts.models import Contact, Duplicate
from filon.contacts.services import merging as contact_merging
from filon.contacts.testing import a_company, a_person
from filon.core.models import RecordModel
from filon.crm.choices import LeadType
from filon.crm.models import Lead
from filon.crm.services import merging as lead_merging
from filon.crm.services import totalling
from filon.crm.services.archiving import archive_leads
from filon.crm.services.losing import lose_leads
from filon.crm.testing import a_lead, a_reason, the_stage
from filon.history.choices import Kind
from filon.history.services import recording
from filon.history.services.undoing import undo
from filon.organisation.testing import a_tag
from tests.merging.rows import image

pytestmark = pytest.mark.django_db
HOUSES = 4
"""As many random houses of each kind; more of them find nothing more and take longer."""

TEXTS = {
    "email": ("ana@x.example", "ANA@x.example", "ion@școala.example", ""),
    "phone": ("0744 555 010", "+40 744 555 010", "0264/555.010", ""),
    "mobile": ("0722 333 444", ""),
    "city": ("Cluj", "Iași", ""),
    "street": ("Str. Lungă 1", ""),
    "website": ("www.codrul.example", ""),
    "job_position": ("Director", ""),
}


def _values(dice: random.Random, **more: Any) -> dict[str, Any]:
    return {**{name: dice.choice(texts) for name, texts in TEXTS.items()}, **more}


def _some_contacts(dice: random.Random, tags: list[Any]) -> list[RecordModel]:
    made: list[Contact] = []
    for number in range(dice.randint(2, 4)):
        builder = a_company if dice.random() < 0.5 else a_person
        company = dice.choice([each for each in made if each.is_company] or [None])
        values = _values(dice, tags=dice.sample(tags, 2), other_phones=["0744 000 111"], notes=dice.choice(("", "unu")))
        made.append(builder(f"Codrul {number}", company=company if builder is a_person else None, **values))
    companies = [each for each in made if each.is_company]
    for number in range(dice.randint(0, 3) if companies else 0):
        a_person(f"Om {number}", company=dice.choice(companies))
    for number in range(dice.randint(0, 3)):
        a_lead(f"Ofertă {number}", contact=dice.choice(made))
    if dice.random() < 0.5:
        Duplicate.objects.create(kind="contact", first_id=made[0].pk, second_id=made[1].pk)
    return list(made)


def _some_leads(dice: random.Random, tags: list[Any]) -> list[RecordModel]:
    contacts, made = [a_person("Ana"), a_company("Codrul SRL"), None], list[Lead]()
    for number in range(dice.randint(2, 4)):
        kind = dice.choice([LeadType.LEAD, LeadType.OPPORTUNITY])
        stage = the_stage(dice.choice(["New", "Proposition"]))
        values = _values(dice, tags=dice.sample(tags, 2), expected_revenue=dice.choice([None, 300]), type=kind)
        made.append(a_lead(f"Ofertă {number}", contact=dice.choice(contacts), stage=stage, **values))
    if dice.random() < 0.5:
        lose_leads(actor=None, leads=[dice.choice(made)], reason=a_reason(f"Motiv {dice.random()}"))
    if dice.random() < 0.3:
        archive_leads(actor=None, leads=[made[-1]])
    return list(made)


def _hang_on(dice: random.Random, user: User, rows: list[RecordModel]) -> None:
    """Threads, followers and plans, on some of them."""
    for row in rows:
        if dice.random() < 0.6:
            post_note(actor=user, record_id=row.pk, body="Au sunat")
        if dice.random() < 0.6:
            Follower.objects.get_or_create(record_id=row.pk, user=user)
        if dice.random() < 0.4:
            an_activity(row.pk, user)


@pytest.mark.parametrize("seed", range(HOUSES))
@pytest.mark.parametrize("kind", ["contact", "lead"])
def test_what_is_merged_and_undone_is_as_it_was(kind: str, seed: int) -> None:
    dice, user = random.Random(f"{kind} {seed}"), an_administrator()
    tags = [a_tag(name=name) for name in ("vin", "bere", "lapte")]
    rows = (_some_contacts if kind == "contact" else _some_leads)(dice, tags)
    _hang_on(dice, user, rows)
    model, ids = type(rows[0]), [row.pk for row in rows]
    parts = contact_merging.PARTS if kind == "contact" else lead_merging.PARTS
    choices = {part.key: dice.choice(ids) for part in parts if dice.random() < 0.4}
    choices.pop("is_company", None)
    before, count = image(), model._base_manager.count()
    with recording.write(user, Kind.WEB) as opened:
        if kind == "contact":
            contact_merging.merge_contacts(actor=user, contacts=ids, kept=dice.choice(ids), choices=choices)
        else:
            lead_merging.merge_leads(actor=user, leads=ids, kept=dice.choice([None, *ids]), choices=choices)
    assert model._base_manager.count() == count - len(ids) + 1
    assert undo(opened.id, user).skips == []
    after = image()
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
    assert totalling.drift() == {}
