"""A change-set: what somebody did in one go."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from filon.core import clock
from filon.core.fields import translated
from filon.history.choices import Kind


class ChangeSet(models.Model):
    """All that one request, message, job or command changed: by whom, when, through which door, and called what.

    `label` is an English msgid, translated when it is shown; `arguments` are its values, and `plural` among them the
    msgid for several (`count`). Neither holds a person's name, so that erasure need not look here. `actor` is a
    user's id without a foreign key: it outlives him. `at` is the moment of the first write.
    """

    at = models.DateTimeField(default=clock.now, db_index=True)
    actor = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    label = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="undone_by")

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=("actor", "-id"), name="change_set_by_actor")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What was done, in the language of whoever looks; never empty."""
        undone = self.undoes
        if undone is not None:
            if undone.undoes is not None:
                return gettext("Done again: %(what)s") % {"what": undone.undoes.title}
            return gettext("Undone: %(what)s") % {"what": undone.title}
        return named(self.label, self.arguments) or (_outside() if self.kind == Kind.OUTSIDE else gettext("Change"))


def named(label: str, arguments: dict[str, Any]) -> str:
    """`label` in the active language with its arguments filled in; an argument may be a translated name."""
    if not label:
        return ""
    plural = arguments.get("plural")
    text = ngettext(label, plural, int(arguments.get("count", 2))) if plural else gettext(label)
    values = {name: translated(each) if isinstance(each, dict) else each for name, each in arguments.items()}
    try:
        return text % values
    except (KeyError, TypeError, ValueError):
        return text


def _outside() -> str:
    return str(_("Change made outside the application"))
