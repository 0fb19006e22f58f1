"""Message templates: what we write again and again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.core.fields import TranslatedTextField, translated


class MessageTemplateQuerySet(models.QuerySet["MessageTemplate"]):
    """Questions about several templates."""

    def offered_for(self, kind: str) -> list["MessageTemplate"]:
        """Those in use that may be chosen on records of `kind`, in their order. Templates are few."""
        return [template for template in self.filter(is_active=True) if kind in template.record_kinds]


class MessageTemplate(models.Model):
    """A subject and a body in each language, with placeholders such as `{contact.name}` (see `services.filling`).

    `record_kinds` names the kinds of record on which it is offered; only what all of them can say may stand in it.
    """

    name = TranslatedTextField(_("Name"))
    record_kinds = models.JSONField[list[str], list[str]](_("Offered for"), default=list)
    subject = TranslatedTextField(_("Subject"), blank=True)
    body = TranslatedTextField(_("Text"))
    sequence = models.PositiveIntegerField(default=10)
    is_active = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")

    objects: ClassVar[MessageTemplateQuerySet] = MessageTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sequence", "pk")
        verbose_name = _("Message template")

    class History:
        root = None
        label = _("Message template")
        exclude = ("sort_key",)

    def __str__(self) -> str:
        return translated(self.name)


class TemplateFile(models.Model):
    """A file that goes with every message written by a template. Its bytes are in the file store under `digest`."""

    template = models.ForeignKey(MessageTemplate, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=127)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)

    class History:
        root = None
        label = _("File of a message template")

    def __str__(self) -> str:
        return self.name
