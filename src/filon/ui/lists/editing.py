"""Changing rows in the list itself: one cell, what a drop or another view sets, and fields of many rows at once."""

from html import unescape
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.core.exceptions import DomainError
from filon.core.ids import id_of
from filon.ui import toasts
from filon.ui.lists.declaration import BulkAction, Column, Editing, RecordList
from filon.ui.lists.look import Look
from filon.ui.lists.state import ListState


def field_of(declared: RecordList, user: Any, name: str, row: Any, posted: Any = None) -> forms.Form:
    """A form of one field, with the value of `row` or with what was posted."""
    if declared.editing is None:
        raise Http404
    form = declared.editing.form(user)
    if name not in form.fields:
        raise Http404
    form.fields = {name: form.fields[name]}
    form.initial = {name: value.all() if hasattr(value := getattr(row, name), "all") else value}
    form.prefix = f"cell-{row.pk}"
    if posted is not None:
        form.is_bound, form.data = True, posted
    return form


def row_of(declared: RecordList, look: Look, key: str) -> Any:
    """The row that the user sees under `key`, whatever the filters say meanwhile, or 404."""
    rows = declared.rows(look.user).select_related(*declared.related).prefetch_related(*declared.prefetched)
    return get_object_or_404(rows, pk=id_of(key) or 0)


def ask(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    """The field of a cell, to type into."""
    row, column = row_of(declared, look, request.GET.get("row", "")), declared.column(request.GET["cell"])
    if column is None or not column.field:
        raise Http404
    form = field_of(declared, look.user, column.field, row)
    return _cell_form(request, state, column, row, form)


def save(request: HttpRequest, declared: RecordList, state: ListState, look: Look) -> HttpResponse:
    """Take what was typed into a cell, or what a drop says: `field` and its value; the cell anew if one is shown."""
    row, key = row_of(declared, look, request.POST.get("row", "")), request.POST.get("cell", "")
    column = declared.column(key)
    name = column.field if column else request.POST.get("field", "")
    form = field_of(declared, look.user, name, row, request.POST)
    if not column:
        form.prefix = None
    elif form.is_valid():
        _tell_of_change(request.POST, form, name, column.cell.html(row, look), getattr(row, name))
    sentence = _change(declared, look, row, form, name, column) if form.is_valid() else ""
    if not form.is_valid():
        if column is None:
            raise DomainError(" ".join(str(text) for texts in form.errors.values() for text in texts))
        return _cell_form(request, state, column, row, form, status=422)
    toasts.done(request, sentence)
    if column is None:
        return HttpResponse(status=204)
    return HttpResponse(column.cell.html(row_of(declared, look, str(row.pk)), look))


def _change(declared: RecordList, look: Look, row: Any, form: forms.Form, name: str, column: Column | None) -> str:
    """The sentence of the change; what the room refuses stands beside the cell, if one is shown."""
    assert declared.editing is not None
    try:
        rows = declared.rows(look.user).filter(pk=row.pk)
        return declared.editing.change(actor=look.user, rows=rows, values={name: form.cleaned_data[name]})
    except DomainError as refusal:
        if column is None or refusal.status != 422:
            raise
        for texts in refusal.errors.values():
            form.add_error(name, texts)
        return ""


def _tell_of_change(posted: Any, form: forms.Form, name: str, shown: str, value: Any) -> None:
    """Show what somebody else has made of the cell since it was opened, unless both mean the same."""
    now = _written(form, name)
    if posted.get("was", now) != now and form.cleaned_data[name] != value:
        text = _("Somebody has changed this to “%(other)s” meanwhile. Save again to replace it, or press Escape.")
        form.add_error(name, text % {"other": unescape(strip_tags(shown)) or "–"})


def _written(form: forms.Form, name: str) -> str:
    """The value that the row has, as the form carries it along to see whether somebody else changes it."""
    value = form.fields[name].prepare_value(form.initial[name])
    return "" if value is None else str(value)


def _cell_form(
    request: HttpRequest, state: ListState, column: Column, row: Any, form: forms.Form, status: int = 200
) -> HttpResponse:
    context = {"form": form, "column": column, "row": str(row.pk), "state_url": state.url(), "path": request.path}
    context["was"] = _written(form, column.field)
    return render(request, "ui/lists/cell.html", context, status=status)


class ManyForm(forms.Form):
    """Fields of many rows: what is left empty stays as it is, and what is ticked to be emptied is emptied."""

    def __init__(self, editing: Editing, user: Any, data: Any = None) -> None:
        super().__init__(data)
        source = editing.form(user).fields
        self.fields = {name: source[name] for name in editing.many if name in source}
        emptied = [(name, field.label) for name, field in self.fields.items() if not field.required]
        for field in self.fields.values():
            field.required, field.initial = False, None
        self.fields["emptied"] = forms.MultipleChoiceField(
            label=_("Empty these fields"), choices=emptied, required=False, widget=forms.CheckboxSelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        """The values to set, or a sentence when there are none."""
        cleaned = self.cleaned_data
        emptied = cleaned.pop("emptied", [])
        typed = {name: value for name, value in cleaned.items() if self.fields[name].has_changed(None, self._raw(name))}
        nothing = {name: self.fields[name].clean("") for name in emptied}
        if not typed and not nothing and not self.errors:
            raise forms.ValidationError(_("Fill in at least one field."))
        return {"values": {**nothing, **typed}}

    def _raw(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))


def actions_of(declared: RecordList, user: Any) -> list[BulkAction]:
    """What the user can do with the selected rows: the list's actions, and changing fields where that is declared."""
    actions = [action for action in (*declared.actions, *declared.added) if action.visible_to(user)]
    editing = declared.editing
    if editing is None or not editing.many:
        return actions
    edit = BulkAction(
        "edit",
        gettext_lazy("Edit"),
        "edit",
        run=editing.change,
        form=lambda data=None: ManyForm(editing, user, data),
        effect=lambda _rows: _("What is left empty stays as it is. One undo takes everything back."),
    )
    return [edit, *actions]
