"""Form widgets and fields as HTML without a template for each: a page has dozens, and a template takes 200 µs.

The simple widgets of Django and the frame of a field (label, hint, error) are written here and nowhere else; whatever
looks special has a template of its own.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from typing_extensions import override

from filon.ui.icons import icon

_TICKED = ("checkbox", "radio")
_INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "file", "hidden", "input", "input_option", "number", "password",
    "search", "tel", "text", "time", "url",
)  # fmt: skip


class WidgetRenderer(TemplatesSetting):
    """Django's renderer, with the simple widgets written by hand."""

    @override
    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The widget of `context`, or the template when it is not a simple one."""
        write = _WRITERS.get(template_name)
        return SafeString(write(context["widget"]) if write else super().render(template_name, context, request))


def attributes(values: dict[str, Any]) -> SafeString:
    """A widget's attributes except its classes."""
    shown = ((name, value) for name, value in values.items() if value is not False and name != "class")
    parts = [
        f" {escape(name)}" if value is True else f' {escape(name)}="{conditional_escape(value)}"'
        for name, value in shown
    ]
    return mark_safe("".join(parts))  # noqa: S308  escaped above


def form_field(field: BoundField, css: str = "") -> SafeString:
    """A field with its label, its error and its hint; `css` are classes of the frame, such as "wide"."""
    if field.is_hidden:
        return SafeString(field)
    return mark_safe(f'<div class="f {escape(css)}">{_labelled(field)}{_remarks(field)}</div>')  # noqa: S308  escaped


def _labelled(field: BoundField) -> str:
    label, widget = conditional_escape(field.label), field.field.widget
    if field.use_fieldset:
        return f"<fieldset><legend>{label}</legend>{field}</fieldset>"
    if getattr(widget, "input_type", "") == "checkbox":
        switch = " form-switch" if widget.attrs.get("role") == "switch" else ""
        return f'<label class="form-check{switch}">{field}<span class="form-check-label">{label}</span></label>'
    must = ""
    if field.field.required and not getattr(field.form, "hides_required", False):
        must = '<span class="must" aria-hidden="true"> *</span>'
    return f'<label for="{conditional_escape(field.id_for_label)}">{label}{must}</label>{field}'


def _remarks(field: BoundField) -> str:
    said = ""
    if field.errors:
        words = " ".join(escape(str(error)) for error in field.errors)
        said = f'<p class="err" id="{field.auto_id}_error">{icon("alert-circle-filled")}<span>{words}</span></p>'
    if field.help_text:
        said += f'<p class="hint" id="{field.auto_id}_helptext">{conditional_escape(field.help_text)}</p>'
    return said


def _input(widget: dict[str, Any]) -> str:
    kind, value = widget["type"], widget["value"]
    css = "form-check-input" if kind in _TICKED else "form-control"
    shown = "" if value is None else f' value="{escape(str(value))}"'
    classes = "" if kind == "hidden" else f' class="{_classes(css, widget)}"'
    return f'<input type="{escape(kind)}" name="{escape(widget["name"])}"{shown}{classes}{attributes(widget["attrs"])}>'


def _textarea(widget: dict[str, Any]) -> str:
    opening = f'<textarea name="{escape(widget["name"])}" class="{_classes("form-control", widget)}"'
    # The browser leaves out one line break after the tag; what begins with one must not lose it.
    return f"{opening}{attributes(widget['attrs'])}>\n{escape(widget['value'] or '')}</textarea>"


def _text(widget: dict[str, Any], css: str) -> str:
    value = widget["value"]
    shown = "" if value is None else f' value="{escape(str(value))}"'
    name, classes = escape(widget["name"]), _classes(css, widget).strip()
    return f'<input type="text" name="{name}"{shown} class="{classes}"{attributes(widget["attrs"])}>'


def _money(widget: dict[str, Any]) -> str:
    return (
        f'<div class="inp" data-money>{_text(widget, "right")}<span class="suf">{escape(widget["suffix"])}</span></div>'
    )


def _date(widget: dict[str, Any]) -> str:
    opens = f'<button class="icon-b" type="button" data-date-open aria-label="{_("Open the calendar")}" tabindex="-1">'
    return f'<div class="inp" data-date>{_text(widget, "")}{opens}{icon("calendar", "ti-s")}</button></div>'


def _select(widget: dict[str, Any]) -> str:
    opening = f'<select name="{escape(widget["name"])}" class="{_classes("form-select", widget)}"'
    return f"{opening}{attributes(widget['attrs'])}>{''.join(_options(widget['optgroups']))}</select>"


def _options(groups: list[tuple[Any, list[dict[str, Any]], int]]) -> Iterator[str]:
    for name, options, _place in groups:
        if name:
            yield f'<optgroup label="{conditional_escape(name)}">'
        for option in options:
            yield format_html(
                '<option value="{}"{}>{}</option>', str(option["value"]), attributes(option["attrs"]), option["label"]
            )
        if name:
            yield "</optgroup>"


def _classes(own: str, widget: dict[str, Any]) -> str:
    return f"{own} {escape(widget['attrs'].get('class', ''))}".rstrip()


_WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "ui/widgets/date.html": _date,
    "ui/widgets/money.html": _money,
}
