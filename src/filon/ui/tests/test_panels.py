"""Panels that rooms put on each other's pages."""

import pytest
from django.test import RequestFactory

from filon.ui.panels import Panel, Panels


@pytest.fixture
def request_of_nobody():
    return RequestFactory().get("/")


def a_panel(text, order=100):
    return Panel("ui/components/empty.html", lambda _request, subject: {"title": f"{text} {subject}"}, order)


def test_panels_stand_in_their_order_and_know_their_subject(request_of_nobody):
    panels = Panels()
    panels.register("lead.aside", "second", a_panel("Facturi", 2))
    panels.register("lead.aside", "first", a_panel("Oferte", 1))

    html = panels.render("lead.aside", request_of_nobody, "17")

    assert html.index("Oferte 17") < html.index("Facturi 17")


def test_a_panel_with_nothing_to_say_is_absent(request_of_nobody):
    panels = Panels()
    panels.register("lead.aside", "silent", Panel("ui/components/empty.html", lambda _request, _subject: None))

    assert panels.render("lead.aside", request_of_nobody) == ""


def test_a_slot_that_nobody_fills_is_empty(request_of_nobody):
    assert Panels().render("lead.aside", request_of_nobody) == ""


def test_the_same_name_twice_in_a_slot_is_a_programming_error():
    panels = Panels()
    panels.register("header", "bell", a_panel("x"))

    with pytest.raises(LookupError):
        panels.register("header", "bell", a_panel("y"))
