"""Form fields that understand what people type."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms

from filon.core import clock
from filon.ui.fields import DateField, MoneyField, PhoneField
from filon.ui.widgets import Combobox


class Sample(forms.Form):
    revenue = MoneyField(required=False)
    closing = DateField(required=False)
    phone = PhoneField(required=False)


@pytest.fixture(autouse=True)
def _monday_noon():
    with clock.stopped_at(datetime(2026, 11, 23, 12, 0, tzinfo=UTC)):
        yield


def test_a_form_reads_what_was_typed():
    form = Sample({"revenue": "42.500,50 lei", "closing": "vineri", "phone": "0722/333.444"})

    assert form.is_valid()
    assert form.cleaned_data == {
        "revenue": Decimal("42500.50"),
        "closing": date(2026, 11, 27),
        "phone": "0722 333 444",
    }


def test_empty_fields_mean_nothing():
    form = Sample({"revenue": "", "closing": "", "phone": ""})

    assert form.is_valid()
    assert form.cleaned_data == {"revenue": None, "closing": None, "phone": ""}


def test_a_wrong_text_stays_in_the_field_with_a_sentence_beside_it():
    form = Sample({"revenue": "mult", "closing": "31.11", "phone": "interior 12"})

    assert form.errors == {
        "revenue": ["Scrieți o sumă ca 1.234,56."],
        "closing": ["Ziua aceasta nu există. Scrieți o dată ca 31.12.2026."],
    }
    assert 'value="mult"' in str(form["revenue"])
    assert 'value="31.11"' in str(form["closing"])
    assert form.cleaned_data["phone"] == "interior 12"


def test_an_amount_below_zero_is_refused_unless_it_may_be():
    assert "revenue" in Sample({"revenue": "-5"}).errors
    assert MoneyField(allow_negative=True).clean("-5") == Decimal(-5)


def test_an_amount_too_large_to_keep_is_refused():
    assert "revenue" in Sample({"revenue": "99999999999999,00"}).errors


def test_the_same_value_written_otherwise_is_no_change():
    form = Sample(
        {"revenue": "42500", "closing": "27.11.2026"},
        initial={"revenue": Decimal("42500.00"), "closing": date(2026, 11, 27)},
    )

    assert not form.has_changed()


def test_values_are_shown_as_they_are_written_here():
    form = Sample(initial={"revenue": Decimal("42500"), "closing": date(2026, 11, 27)})

    assert 'value="42.500,00"' in str(form["revenue"])
    assert 'value="27.11.2026"' in str(form["closing"])


def test_a_field_with_an_error_is_tied_to_its_sentence():
    form = Sample({"closing": "31.11"})

    assert 'aria-invalid="true"' in str(form["closing"])
    assert 'aria-describedby="id_closing_error"' in str(form["closing"])


def test_a_combobox_shows_the_label_of_what_is_chosen():
    field = forms.ChoiceField(choices=[("7", "Ionescu Ștefan")], widget=Combobox("/matches/"))

    html = field.widget.render("contact", "7", {"id": "id_contact"})

    assert 'value="Ionescu Ștefan"' in html
    assert '<input type="hidden" name="contact" value="7" data-value>' in html
