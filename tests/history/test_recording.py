"""Who, when and why: the context reaches the triggers, through savepoints and rollbacks."""

import threading
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.utils import translation

from filon.accounts.models import User
from filon.contacts.models import Contact
from filon.crm.models import Campaign, Source
from filon.history.models import Change, ChangeSet, Context
from filon.history.services import recording

pytestmark = pytest.mark.django_db


def recorded() -> list[tuple[str, str]]:
    """Table and operation of every change, oldest first."""
    return [(change.table.name, change.op) for change in Change.objects.select_related("table").order_by("pk")]


def test_a_write_is_recorded_with_actor_kind_and_label() -> None:
    ana = User.objects.create_user(email="ana@filon.localhost", name="Ana")
    with recording.write(ana, "web", "Made %(count)s campaign", count=1) as made:
        campaign = Campaign.objects.create(name="Toamna")
    change_set = ChangeSet.objects.get(pk=made.id)
    change = change_set.changes.get()
    assert (change_set.actor, change_set.kind, change_set.title) == (ana.pk, "web", "Made 1 campaign")
    assert (change.table.name, change.row, change.op, change.before) == ("crm_campaign", campaign.pk, "I", None)


def test_a_change_set_in_which_nothing_was_written_leaves_nothing() -> None:
    with recording.write(None, "web"):
        Campaign.objects.count()
    assert not ChangeSet.objects.exists()


def test_a_write_to_a_table_that_is_not_recorded_leaves_nothing() -> None:
    with recording.write(None, "web"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert not ChangeSet.objects.exists()


def test_an_update_of_excluded_columns_only_is_no_change() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    before = Change.objects.count()
    Contact.objects.filter(pk=contact.pk).update(sort_key="zzz")
    Contact.objects.filter(pk=contact.pk).update(name="Codrul SRL")
    assert Change.objects.count() == before


def test_an_update_of_excluded_columns_leaves_no_empty_change_set() -> None:
    user = User.objects.create_user(email="ana@filon.localhost", name="Ana")
    before = ChangeSet.objects.count()
    with recording.write(None, "web"):
        user.last_login = user.created_at
        user.save(update_fields=["last_login"])
        User.objects.filter(email="ana@filon.localhost").update(last_login=None)
    assert ChangeSet.objects.count() == before


def test_a_write_without_a_change_set_is_filed_as_outside() -> None:
    Campaign.objects.create(name="Toamna")
    assert Change.objects.get().change_set.kind == "outside"


def test_what_comes_after_a_change_set_in_the_same_transaction_is_not_its_own() -> None:
    with recording.write(None, "web") as made:
        Campaign.objects.create(name="Toamna")
    Campaign.objects.create(name="Iarna")
    assert Change.objects.filter(change_set=made.id).count() == 1


def test_the_links_of_a_record_have_it_as_their_root() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    tag = contact.tags.create(name={"ro": "Important"})
    link = Change.objects.get(table__name="contacts_contact_tags")
    assert (link.root, link.op) == (contact.pk, "I")
    contact.tags.remove(tag)
    assert Change.objects.filter(root=contact.pk, op="D").count() == 1


def test_a_change_of_a_record_has_itself_as_its_root() -> None:
    contact = Contact.objects.create(name="Codrul SRL")
    Contact.objects.filter(pk=contact.pk).update(city="Brașov")
    change = Change.objects.get(op="U")
    assert (change.root, change.row) == (contact.pk, contact.pk)
    assert '"Brașov"' in (change.after or "")


def test_a_password_is_written_down_nowhere() -> None:
    user = User.objects.create_user(email="ana@filon.localhost", name="Ana", password="secret word")
    password = user.password
    user.set_password("another word")
    user.save()
    User.objects.filter(pk=user.pk).delete()
    images = "".join(f"{change.before}{change.after}" for change in Change.objects.all())
    assert "ana@filon.localhost" in images
    assert password not in images
    assert user.password not in images


def test_a_nested_change_set_joins_the_outer_one() -> None:
    with recording.write(None, "web", "Outer"):
        Campaign.objects.create(name="Toamna")
        with recording.write(None, "job", "Inner"):
            Campaign.objects.create(name="Iarna")
    assert ChangeSet.objects.get().label == "Outer"


def test_the_first_description_is_believed() -> None:
    with recording.write(None, "web"):
        recording.describe("Merged %(count)s lead", plural="Merged %(count)s leads", count=3)
        Campaign.objects.create(name="Toamna")
        recording.describe("Something inside")
    assert ChangeSet.objects.get().title == "Merged 3 leads"


def test_a_label_is_translated_when_it_is_shown_and_so_are_the_names_in_it() -> None:
    change_set = ChangeSet(kind="undo", label="Moved to %(stage)s", arguments={"stage": {"ro": "Nouă", "en": "New"}})
    with translation.override("en"):
        assert change_set.title == "Moved to New"
    with translation.override("ro"):
        assert change_set.title.endswith("Nouă")


def test_a_description_after_the_first_write_reaches_the_change_set() -> None:
    with recording.write(None, "web"):
        Campaign.objects.create(name="Toamna")
        recording.describe("Made a campaign")
    assert ChangeSet.objects.get().label == "Made a campaign"


def test_the_api_names_its_user_late() -> None:
    ana = User.objects.create_user(email="ana@filon.localhost", name="Ana")
    with recording.write(None, "api") as made:
        recording.act_as(ana)
        Campaign.objects.create(name="Toamna")
    assert ChangeSet.objects.get(pk=made.id).actor == ana.pk


def test_a_rolled_back_savepoint_loses_only_its_own_changes() -> None:
    with recording.write(None, "web") as made:
        Campaign.objects.create(name="before")
        with suppress(ZeroDivisionError), transaction.atomic():
            Campaign.objects.create(name="in")
            raise ZeroDivisionError
        Campaign.objects.create(name="after")
    assert Change.objects.filter(change_set=made.id).count() == 2
    assert ChangeSet.objects.count() == 1


def test_a_change_set_begun_in_a_rolled_back_savepoint_is_made_again() -> None:
    with recording.write(None, "web") as made:
        with suppress(ZeroDivisionError), transaction.atomic():
            Campaign.objects.create(name="in")
            raise ZeroDivisionError
        Campaign.objects.create(name="after")
    assert Change.objects.get().change_set_id == made.id
    assert ChangeSet.objects.get().pk == made.id


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_transaction_leaves_nothing() -> None:
    with suppress(ZeroDivisionError), recording.write(None, "web"):
        Campaign.objects.create(name="Toamna")
        raise ZeroDivisionError
    assert not ChangeSet.objects.exists()
    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_transactions_may_share_a_change_set() -> None:
    with recording.change_set(None, "job", "Import"):
        for name in ("A", "B", "C"):
            with transaction.atomic():
                Campaign.objects.create(name=name)
            assert not Context.objects.exists()
    assert ChangeSet.objects.get().changes.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_recorded_write_outside_a_transaction_is_refused_while_a_change_set_is_open() -> None:
    with recording.change_set(None, "job"), pytest.raises(RuntimeError, match="outside a transaction"):
        Campaign.objects.create(name="A")


@pytest.mark.django_db(transaction=True)
def test_ensure_gives_the_id_before_the_first_write() -> None:
    with recording.write(None, "job"):
        number = recording.ensure()
        Campaign.objects.create(name="A")
    assert Change.objects.get().change_set_id == number


@pytest.mark.django_db(transaction=True)
def test_threads_with_different_actors_do_not_mix() -> None:
    users = [User.objects.create_user(email=f"u{number}@filon.localhost", name=f"U{number}") for number in range(8)]
    failures: list[BaseException] = []

    def work(user: User) -> None:
        try:
            for number in range(10):
                with recording.write(user, "web"):
                    Source.objects.create(name=f"{user.pk} {number}")
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    names = dict(Source.objects.values_list("pk", "name"))
    changes = Change.objects.filter(table__name="crm_source").select_related("change_set")
    assert len(changes) == 80
    assert all(names[change.row].startswith(f"{change.change_set.actor} ") for change in changes)
