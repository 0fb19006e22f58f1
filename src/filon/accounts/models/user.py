"""A user: somebody who signs in."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from filon.accounts.choices import Role, Theme
from filon.core import clock
from filon.core.house import house
from filon.core.normalising import sort_key


class UserQuerySet(models.QuerySet["User"]):
    """Questions about several users."""

    def active(self) -> "UserQuerySet":
        """Those who may sign in."""
        return self.filter(is_active=True)

    def visible_to(self, user: "User") -> "UserQuerySet":
        """Every active user may know every other."""
        return self if user.is_active else self.none()

    def administrators(self) -> "UserQuerySet":
        """Those who may change the configuration and can sign in."""
        return self.filter(is_active=True, role=Role.ADMINISTRATOR)


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is the name they sign in with."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        """Those who may sign in."""
        return self.get_queryset().active()

    def visible_to(self, user: "User") -> UserQuerySet:
        """Every active user may know every other."""
        return self.get_queryset().visible_to(user)

    def administrators(self) -> UserQuerySet:
        """Those who may change the configuration and can sign in."""
        return self.get_queryset().administrators()

    def create_user(self, *, email: str, name: str, password: str | None = None, **values: object) -> "User":
        """Insert a user; without a password he cannot sign in until he sets one.

        Language and time zone are the house's unless they are given.
        """
        home = house()
        values["language"] = values.get("language") or home.language
        values["time_zone"] = values.get("time_zone") or home.time_zone
        user = self.model(email=email.strip().lower(), name=name, sort_key=sort_key(name), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. A user is not a contact; one installation serves one company."""

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=150)
    role = models.CharField(_("Role"), max_length=16, choices=Role.choices, default=Role.OWN)
    is_active = models.BooleanField(_("Active"), default=True)
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, blank=True)
    theme = models.CharField(_("Theme"), max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    has_letter_keys = models.BooleanField(_("Single-letter shortcuts"), default=True)
    sort_key = models.CharField(max_length=64, editable=False, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("sort_key", "pk")

    class History:
        exclude = ("last_login",)
        secrets = ("password",)
        label = _("User")

    def __str__(self) -> str:
        return self.name

    @property
    def is_administrator(self) -> bool:
        """Whether the user may change the configuration and see the system pages."""
        return self.role == Role.ADMINISTRATOR

    @property
    def sees_all(self) -> bool:
        """Whether the user sees every record rather than his own."""
        return self.role in (Role.ALL, Role.ADMINISTRATOR)

    @property
    def zone(self) -> str:
        """The IANA name of the user's time zone."""
        return self.time_zone or settings.TIME_ZONE

    @property
    def today(self) -> date:
        """The calendar day where the user is."""
        return clock.today(self.zone)
