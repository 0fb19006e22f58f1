"""A contact: a company, or a person who may belong to one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.accounts.models import User
from filon.core import clock
from filon.core.models import RecordModel, RecordQuerySet
from filon.organisation.models import Country, Subdivision, Tag


class ContactQuerySet(RecordQuerySet["Contact"]):
    """Questions about several contacts."""

    def visible_to(self, user: User) -> "ContactQuerySet":
        """Every user sees every contact: a customer belongs to the house."""
        return self if user.is_active else self.none()

    def active(self) -> "ContactQuerySet":
        """Those that are not archived."""
        return self.filter(is_active=True)


class Contact(RecordModel):
    """A company, or a person; either may belong to a company (`company`). Phone numbers also stand in E.164.

    `picture` is the sha256 of a picture in the file store. The keys hold what contacts that may be the same one share:
    the telling words of the name, its first and its last half, the own domain and the VAT number (see `services/keys`).
    """

    record_kind = "contact"

    name = models.CharField(_("Name"), max_length=200)
    is_company = models.BooleanField(_("Is a company"), default=False)
    company = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("Company"),
    )
    job_position = models.CharField(_("Job position"), max_length=100, blank=True)
    email = models.CharField(_("E-mail"), max_length=254, blank=True)
    email_normalised = models.CharField(max_length=254, blank=True, db_index=True, editable=False)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True, db_index=True, editable=False)
    mobile = models.CharField(_("Mobile"), max_length=40, blank=True)
    mobile_e164 = models.CharField(max_length=20, blank=True, db_index=True, editable=False)
    website = models.CharField(_("Website"), max_length=200, blank=True)
    street = models.CharField(_("Street"), max_length=200, blank=True)
    street2 = models.CharField(_("Street, continued"), max_length=200, blank=True)
    city = models.CharField(_("City"), max_length=100, blank=True)
    state = models.ForeignKey(
        Subdivision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("County"),
    )
    postcode = models.CharField(_("Postcode"), max_length=20, blank=True)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country")
    )
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    registration_number = models.CharField(_("Registration number"), max_length=30, blank=True)
    language = models.CharField(_("Language"), max_length=8, choices=settings.LANGUAGES, blank=True)
    notes = models.TextField(_("Notes"), blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="contacts", verbose_name=_("Tags"))
    salesperson = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("Salesperson"),
    )
    picture = models.CharField(max_length=64, blank=True, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    sort_key = models.CharField(max_length=64, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    name_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    head_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    tail_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    domain_key = models.BigIntegerField(null=True, editable=False, db_index=True)
    vat_key = models.BigIntegerField(null=True, editable=False, db_index=True)

    objects: ClassVar[ContactQuerySet] = ContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sort_key", "pk")
        indexes = [
            models.Index(fields=("sort_key", "record"), name="contact_by_name"),
            models.Index(fields=("company",), name="contact_by_company"),
            # The bin asks for the few that are archived among all.
            models.Index(fields=("record",), name="contact_archived", condition=models.Q(is_active=False)),
        ]

    class History:
        root = "self"
        exclude = (
            *("sort_key", "search_text", "email_normalised", "phone_e164", "mobile_e164"),
            *("name_key", "head_key", "tail_key", "domain_key", "vat_key"),
        )
        many_to_many = ("tags",)

    def __str__(self) -> str:
        return self.name

    @property
    def picture_url(self) -> str:
        """Where the picture is, "" without one; another picture has another address, so that it may be kept."""
        return f"{reverse('contacts:contact-picture', args=[self.pk])}?v={self.picture[:12]}" if self.picture else ""
