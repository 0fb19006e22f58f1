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


class ListPreference(models.Model):
    """How a user wants to see a list. Nobody needs its history.

    `columns` are those he chose, by their keys; None before he chose any. `opens_with` is his own or a shared search.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_preferences")
    list_key = models.CharField(max_length=40)
    columns = models.JSONField(null=True)
    opens_with = models.ForeignKey(SavedSearch, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("user", "list_key"), name="preference_once_per_user_and_list")]

    def __str__(self) -> str:
        return self.list_key
