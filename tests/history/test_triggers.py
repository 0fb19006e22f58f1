"""The triggers stand, survive what Django does to tables, and the doctor sees when they do not."""

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.utils import translation

from filon.config import starting
from filon.contacts.models import Contact
from filon.crm.models import Campaign, LostReason
from filon.history.checks import check_model
from filon.history.models import Change, ChangeSet, Context, RecordedTable
from filon.history.recorded import recorded_models
from filon.history.services import recording
from filon.history.services.examining import doctor, repair
from filon.history.triggers import installing
from filon.organisation.models import NumberSeries


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def drop_one() -> None:
    postgresql = connection.vendor == "postgresql"
    run(f'DROP TRIGGER "history_u_crm_campaign"{" ON crm_campaign" if postgresql else ""}')


def faults() -> list[str]:
    return [finding.subject for finding in doctor() if not finding.is_well]


@pytest.mark.django_db
def test_a_fresh_database_is_well() -> None:
    assert faults() == []
    assert set(RecordedTable.objects.values_list("name", flat=True)) == set(recorded_models())


@pytest.mark.django_db
def test_models_with_an_abstract_history_are_recorded() -> None:
    assert {"crm_campaign", "crm_medium", "crm_source"} <= set(recorded_models())


@pytest.mark.django_db
def test_the_doctor_misses_a_dropped_trigger_and_repairs_it() -> None:
    drop_one()
    assert faults() == ["crm_campaign"]
    assert repair() == ["crm_campaign"]
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_the_next_start_makes_missing_triggers_again() -> None:
    drop_one()
    starting.require_right_tables()
    assert faults() == []


@pytest.mark.django_db
def test_the_doctor_sees_an_altered_trigger() -> None:
    if connection.vendor == "postgresql":
        run("ALTER TABLE crm_campaign DISABLE TRIGGER history_u_crm_campaign")
    else:
        drop_one()
        run('CREATE TRIGGER "history_u_crm_campaign" AFTER UPDATE ON crm_campaign BEGIN SELECT 1; END')
    assert faults() == ["crm_campaign"]
    repair()
    assert faults() == []


@pytest.mark.django_db
def test_the_doctor_sees_triggers_of_another_version() -> None:
    RecordedTable.objects.filter(name="crm_campaign").update(digest="0" * 64)
    assert faults() == ["crm_campaign"]


@pytest.mark.django_db
def test_the_doctor_sees_an_emptied_registry_and_the_same_numbers_come_back() -> None:
    before = dict(RecordedTable.objects.values_list("name", "id"))
    RecordedTable.objects.all().delete()
    assert set(faults()) == set(recorded_models())
    repair()
    assert faults() == []
    assert dict(RecordedTable.objects.values_list("name", "id")) == before


@pytest.mark.django_db
def test_the_doctor_sees_a_left_over_context() -> None:
    Context.objects.create(id=1, change_set_id=7)
    assert faults() == ["history_context"]
    repair()
    assert faults() == []


@pytest.mark.django_db
def test_the_doctor_tells_the_share_of_outside_writes() -> None:
    Campaign.objects.create(name="Toamna")
    with translation.override("en"):
        assert doctor()[-1].sentence == "1 of the latest 1 change-sets were made outside the application."


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_flush() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert faults() == []
    with recording.write(None, "web"):
        Campaign.objects.create(name="Toamna")
    assert Change.objects.filter(table__name="crm_campaign").count() == 1


@pytest.mark.django_db(transaction=True)
def test_migrations_may_change_recorded_tables_and_triggers_stand_afterwards() -> None:
    # As `migrate` does with a plan that is not empty; a table with triggers on it could not be altered.
    installing.drop(connection)
    old = LostReason._meta.get_field("name")
    new = models.TextField(default="")
    new.set_attributes_from_name("name")
    try:
        with connection.schema_editor() as editor:
            editor.alter_field(LostReason, old, new)
        installing.install(connection)
        assert faults() == []
    finally:
        installing.drop(connection)
        with connection.schema_editor() as editor:
            editor.alter_field(LostReason, new, old)
        installing.install(connection)
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_with_nothing_to_do_leaves_the_triggers_alone() -> None:
    call_command("migrate", verbosity=0)
    assert faults() == []
    assert installing.install(connection) == []


@pytest.mark.django_db
def test_one_change_for_each_row_that_really_changed() -> None:
    with recording.write(None, "web") as made:
        rows = NumberSeries.objects.bulk_create([NumberSeries(key=key) for key in ("A", "B", "C")])
        NumberSeries.objects.filter(key__in=["A", "B"]).update(key=models.functions.Concat("key", models.Value("")))
        rows[2].key = "D"
        NumberSeries.objects.bulk_update(rows, ["key"])
        NumberSeries.objects.bulk_create(
            [NumberSeries(key="A", prefix="X"), NumberSeries(key="E")],
            update_conflicts=True, unique_fields=["key"], update_fields=["prefix"],
        )  # fmt: skip
        NumberSeries.objects.bulk_create([NumberSeries(key="A"), NumberSeries(key="F")], ignore_conflicts=True)
    operations = Change.objects.filter(change_set=made.id).order_by("pk").values_list("op", flat=True)
    assert sorted(operations) == ["I", "I", "I", "I", "I", "U", "U"]


@pytest.mark.django_db
def test_a_statement_that_touches_nothing_makes_no_change_set() -> None:
    with recording.write(None, "web"):
        pass
    run("UPDATE crm_campaign SET sort_key = 'x'")
    run("DELETE FROM crm_campaign")
    assert not ChangeSet.objects.exists()


@pytest.mark.django_db
def test_a_deletion_with_everything_that_hangs_on_it_is_one_change_set() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    contact.tags.create(name={"ro": "Important"})
    with recording.write(None, "web") as made:
        contact.record.delete()
    tables = Change.objects.filter(change_set=made.id, op="D").order_by("pk").values_list("table__name", flat=True)
    assert list(tables) == ["contacts_contact_tags", "contacts_contact", "core_record"]


def test_a_model_that_cannot_be_recorded_exactly_is_named() -> None:
    class Wrong(models.Model):  # noqa: DJ008
        code = models.CharField(primary_key=True, max_length=3)
        amount = models.DecimalField(max_digits=16, decimal_places=2)

        class Meta:
            app_label = "history"
            managed = False

        class History:
            root = "parent_id"

    assert [message.id for message in check_model(Wrong)] == ["history.E001", "history.E002", "history.E003"]
