"""The menu as different people see it."""

import pytest
from django.urls import reverse

from filon.ui import menu as menus
from filon.ui.menu import Menu, MenuEntry


@pytest.fixture
def menu(monkeypatch):
    fresh = Menu("menu entry")
    monkeypatch.setattr(menus, "menu", fresh)
    fresh.register(MenuEntry("crm", "CRM", order=20, is_section=True))
    fresh.register(MenuEntry("language", "Limbă", url_name="ui:language", parent="crm", order=2))
    fresh.register(
        MenuEntry("theme", "Temă", url_name="ui:theme", parent="crm", order=1, visible_to=lambda user: user == "ana")
    )
    fresh.register(MenuEntry("system", "Sistem", url_name="ui:system", order=90, is_section=True))
    return fresh


def test_entries_that_one_may_not_open_are_absent(menu):
    assert [child.entry.key for child in menus.tree("ana")[0].children] == ["theme", "language"]
    assert [child.entry.key for child in menus.tree("mihai")[0].children] == ["language"]


def test_a_section_without_entries_is_absent_though_it_has_a_page(menu):
    assert [item.entry.key for item in menus.tree("ana")] == ["crm"]


def test_a_section_leads_to_its_first_visible_entry(menu):
    assert menus.tree("ana")[0].url == reverse("ui:theme")
    assert menus.tree("mihai")[0].url == reverse("ui:language")


def test_the_entry_of_the_page_is_current_and_its_section_open(menu):
    (crm,) = menus.tree("ana", reverse("ui:language") + "deeper/")

    assert [child.is_current for child in crm.children] == [False, True]
    assert crm.is_open
    assert not crm.is_current


def test_the_same_key_twice_is_a_programming_error(menu):
    with pytest.raises(LookupError):
        menu.register(MenuEntry("crm", "Again"))
