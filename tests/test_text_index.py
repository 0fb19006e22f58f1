"""The text index finds the same on both engines, follows every write, and mends itself."""

import pytest
from django.db import connection, transaction

from filon.accounts.models import User
from filon.accounts.testing import a_user
from filon.contacts.models import Contact
from filon.contacts.testing import a_company, a_person
from filon.core.models import Record
from filon.search.services import indexing, querying
from filon.search.services.querying import best_matching, matching
from filon.search.text import search_text_of

pytestmark = pytest.mark.django_db
TABLE = "contacts_contact"


def found(text: str) -> list[str]:
    return sorted(matching(Contact.objects.all(), text).values_list("name", flat=True))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hits are already many."""
    monkeypatch.setattr(querying, "FEW", 0)
    monkeypatch.setattr(querying, "MANY", 1)
    monkeypatch.setattr(querying, "MANY_FOR_A_GLANCE", 1)


@pytest.fixture
def muresans(db: None) -> list[Contact]:
    names = ["Mureșan Construct", "Vinăria Mureșan SRL", "Hotel Cetățuia", "AB Consult"]
    return [a_company(name=name, city="Cluj-Napoca") for name in names]


@pytest.mark.parametrize("text", ["muresan", "MUREȘAN", "mureşan", "uresa"])
def test_case_diacritics_and_cedillas_do_not_matter(text: str, muresans: list[Contact]) -> None:
    assert found(text) == ["Mureșan Construct", "Vinăria Mureșan SRL"]


def test_every_word_must_be_there_in_any_order(muresans: list[Contact]) -> None:
    assert found("srl muresan") == ["Vinăria Mureșan SRL"]


def test_a_short_word_must_begin_one(muresans: list[Contact]) -> None:
    assert found("ab") == ["AB Consult"]
    assert found("h") == ["Hotel Cetățuia"]
    assert found("co ab") == ["AB Consult"]


def test_an_empty_query_finds_everything(muresans: list[Contact]) -> None:
    assert len(found("  ")) == 4


@pytest.mark.parametrize("special", ["100%", "a_b", "[x]", "a*b", "?", "x\\y", '"', "'", "%", "50%_*[?"])
def test_signs_that_mean_something_to_a_database_are_only_signs(special: str) -> None:
    a_company(name=f"Firma {special} bis")
    a_company(name="Firma 100x axb xyz bis")
    assert found(special) == [f"Firma {special} bis"]


def test_a_phone_number_is_found_however_it_is_typed() -> None:
    a_company(name="Sună-ne", phone="0722 333 444")
    assert found("0722/333.444") == found("+40 722 333 444") == found("722333444") == ["Sună-ne"]


def test_common_words_find_the_same_as_rare_ones(muresans: list[Contact], many: None) -> None:
    assert found("muresan") == ["Mureșan Construct", "Vinăria Mureșan SRL"]
    assert found("co ab") == ["AB Consult"]
    newest = best_matching(Contact.objects.all(), "cluj", limit=2)
    assert [row.name for row in newest] == ["AB Consult", "Hotel Cetățuia"]


def test_a_name_that_begins_so_comes_before_newer_rows_that_only_mention_it(muresans: list[Contact]) -> None:
    person = a_person(name="Elena Pop", company=muresans[0])
    assert best_matching(Contact.objects.all(), "MURESAN construct", limit=5) == [muresans[0], person]


def test_nobody_misses_his_hit_because_others_have_many(muresans: list[Contact], many: None) -> None:
    own = Contact.objects.filter(pk=muresans[0].pk)
    assert list(matching(own, "cluj")) == best_matching(own, "cluj", limit=5) == [muresans[0]]


def test_the_index_follows_bulk_statements_and_deletions(muresans: list[Contact]) -> None:
    Contact.objects.filter(pk=muresans[2].pk).update(search_text=search_text_of("Pensiunea Brădet"))
    assert found("bradet") == ["Hotel Cetățuia"]
    assert found("cetatuia") == []
    Record.objects.filter(pk=muresans[2].pk).delete()
    assert found("bradet") == []


def test_rolled_back_text_is_not_found() -> None:
    with transaction.atomic():
        a_company(name="Nicicând SRL")
        transaction.set_rollback(True)
    assert found("nicicand") == []


def test_a_lost_part_of_the_index_is_named_and_mended(muresans: list[Contact]) -> None:
    part = "search_contacts_contact_update" if connection.vendor == "sqlite" else "search_contacts_contact"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP {'TRIGGER' if connection.vendor == 'sqlite' else 'INDEX'} {part}")
    assert indexing.missing(connection, TABLE) == [part]
    Contact.objects.filter(pk=muresans[2].pk).update(search_text=search_text_of("Pensiunea Brădet"))
    indexing.install(connection, TABLE)
    assert indexing.missing(connection, TABLE) == []
    assert found("bradet") == ["Hotel Cetățuia"]


def test_words_that_are_neither_rare_nor_common_go_through_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "FEW", 0)
    rows = [Contact(name=f"Firma {n}", search_text=search_text_of(f"Firma {n}")) for n in range(3000)]
    Contact.objects.bulk_create_records(rows)
    with connection.cursor() as cursor:
        # A few thousand rows are still cheaper to read one by one on PostgreSQL.
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "SET LOCAL enable_seqscan = off")
    plan = matching(Contact.objects.all(), "firma 2718").order_by("sort_key", "pk").explain()
    wanted = "SCAN" if connection.vendor == "sqlite" else "Bitmap Index Scan on"
    assert f"{wanted} search_contacts_contact" in plan


def test_removing_the_index_leaves_nothing(muresans: list[Contact]) -> None:
    indexing.remove(connection, TABLE)
    assert len(indexing.missing(connection, TABLE)) == (4 if connection.vendor == "sqlite" else 1)


def test_visible_rows_are_what_the_search_starts_from(muresans: list[Contact]) -> None:
    gone: User = a_user(is_active=False)
    assert list(matching(Contact.objects.visible_to(gone), "muresan")) == []
