"""The field for tags on any form: words, typed or chosen, and made on the spot."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from filon.core.fields import translated
from filon.core.normalising import folded
from filon.organisation.models import Tag
from filon.ui.configuration.naming import LONGEST

SEPARATOR = ","


class TagsInput(forms.TextInput):
    """Tags as coloured words in a line; without scripts, a text with commas."""

    template_name = "organisation/widgets/tags.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        colours = {folded(text): tag.colour for tag in Tag.objects.all() for text in tag.name.values()}
        names = _names(context["widget"]["value"] or "")
        context["widget"]["tags"] = [(each, colours.get(folded(each), 1)) for each in names]
        context["widget"]["url"] = str(reverse_lazy("organisation:tag-choices"))
        return context


class TagsField(forms.CharField):
    """The names of tags. Cleans to a list of names, each once; `services.tagging.tags_named` makes tags of them.

    The initial value is a list of `Tag`.
    """

    widget = TagsInput

    def prepare_value(self, value: Any) -> str:
        """What the field shows: the tags' names in the reader's language."""
        if value is None or isinstance(value, str):
            return value or ""
        return f"{SEPARATOR} ".join(translated(tag.name) for tag in value)

    def to_python(self, value: Any) -> Any:
        """The names that were typed."""
        return _names(value or "")

    def validate(self, value: Any) -> None:
        """Each name is short enough."""
        super().validate(value)
        if any(len(name) > LONGEST for name in value):
            raise ValidationError(_("A tag has at most %(longest)d characters.") % {"longest": LONGEST})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other tags are meant, in whatever order."""
        before = {folded(name) for name in _names(self.prepare_value(initial))}
        return before != {folded(name) for name in _names(data or "")}


def _names(text: str) -> list[str]:
    found: dict[str, str] = {}
    for part in text.split(SEPARATOR):
        name = " ".join(part.split())
        if name:
            found.setdefault(folded(name), name)
    return list(found.values())
