"""Choices of many: each is a box with its label, once."""

from django import forms


def test_a_choice_of_many_says_each_label_once():
    class Form(forms.Form):
        days = forms.MultipleChoiceField(choices=[("1", "luni"), ("2", "marți")], widget=forms.CheckboxSelectMultiple)

    html = str(Form(initial={"days": ["2"]})["days"])
    assert html.count("luni") == html.count("marți") == 1
    assert html.count("checked") == 1
