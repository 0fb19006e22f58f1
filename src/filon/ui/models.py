"""What ui keeps for a user. The user is named, not imported: the room that owns users is above this one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A list's address under a name, for its owner alone or for everybody. `query` starts after the question mark."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    list_key = models.CharField(max_length=40)
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(_("Shared with everybody"), default=False)

    class Meta:
        ordering = ("name", "pk")
        indexes = [models.Index(fields=("list_key", "user"), name="saved_search_of_list")]

    class History:
        root = None

    def __str__(self) -> str:
        return self.name


class ListColumns(models.Model):
    """The columns that a user chose for a list, by their keys. Nobody needs its history."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_columns")
    list_key = models.CharField(max_length=40)
    columns = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "list_key"), name="columns_once_per_user_and_list")]

    def __str__(self) -> str:
        return f"{self.list_key}: {', '.join(self.columns)}"
