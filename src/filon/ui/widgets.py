"""Form widgets; their templates give them the house's classes."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from filon.core import clock
from filon.ui import formatting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class MoneyInput(forms.TextInput):
    """An amount with its currency behind it; says how the text was understood when the field is left."""

    template_name = "ui/widgets/money.html"

    def __init__(self, currency: str = "RON", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "inputmode": "decimal",
                "autocomplete": "off",
                "data-behaviour": "echo",
                "data-echo": "money",
                **(attrs or {}),
            }
        )
        self.currency = currency

    def format_value(self, value: Any) -> str | None:
        """The amount as it is written here; text that could not be read stays as typed."""
        if value in (None, "") or isinstance(value, str):
            return value or None
        return formatting.number(value, 2)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["suffix"] = formatting.currency_sign(self.currency)
        return context


class NumberInput(forms.TextInput):
    """A number as it is written here, with as many decimals as it has."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """The number; text that could not be read stays as typed."""
        if value in (None, "") or isinstance(value, str):
            return value or None
        return formatting.exact(value)


class DateInput(forms.TextInput):
    """A day as text, which a small calendar helps to choose."""

    template_name = "ui/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-behaviour": "echo date", "data-echo": "day", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """The day as it is written here; text that could not be read stays as typed."""
        if isinstance(value, datetime):
            value = value.date()
        return formatting.day(value) if isinstance(value, date) else (value or None)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-today"] = clock.today(timezone.get_current_timezone_name()).isoformat()
        return context


class PhoneInput(forms.TextInput):
    """A telephone number; a phone shows its keypad."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-behaviour": "echo", "data-echo": "phone", **(attrs or {})})


class Combobox(forms.Select):
    """A choice out of many, found by typing. `url` answers `?q=` with matches; see `ui.matches`.

    With `creates` a last line offers to make what was typed: the field then posts the text under `<name>_new`.
    """

    template_name = "ui/widgets/combobox.html"

    def __init__(
        self, url: "str | _StrPromise" = "", *, creates: bool = False, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.url = url
        self.creates = creates
        self.fresh = ""
        self.typed = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The choice; what was typed to be created is kept, so that a form with errors shows it again."""
        self.fresh = data.get(f"{name}_new", "").strip() if self.creates else ""
        self.typed = data.get(f"{name}_text", "").strip()
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = self._chosen(value) or self.fresh or self.typed
        context["widget"].update(url=str(self.url), creates=self.creates, chosen=chosen, fresh=self.fresh)
        return context

    def _chosen(self, value: Any) -> str:
        """The label of the choice that is set, without loading the others."""
        if value in (None, ""):
            return ""
        if isinstance(self.choices, ModelChoiceIterator):
            try:
                found = self.choices.queryset.filter(pk=value).first()
            except (ValueError, TypeError):
                return ""
            return str(self.choices.field.label_from_instance(found)) if found else ""
        return next((str(label) for key, label in self.choices if str(key) == str(value)), "")

    def optgroups(self, *_args: Any, **_kwargs: Any) -> list[Any]:
        """None: the choices come from `url`."""
        return []


class StarsInput(forms.RadioSelect):
    """A priority of none to three stars."""

    template_name = "ui/widgets/stars.html"
    option_template_name = "ui/widgets/star.html"
    use_fieldset = True


class Switch(forms.CheckboxInput):
    """Something that is on or off."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"role": "switch", **(attrs or {})})


class FileInput(forms.ClearableFileInput):
    """Files by choosing, dropping or, on a phone, photographing."""

    template_name = "ui/widgets/file.html"
