"""Countries and their subdivisions, as addresses need them."""

from django.db import models

from filon.core.fields import TranslatedTextField, translated


class Country(models.Model):
    """A country by its ISO 3166-1 code."""

    code = models.CharField(max_length=2, primary_key=True)
    name = TranslatedTextField()

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return translated(self.name) or self.code


class Subdivision(models.Model):
    """A county or state by its ISO 3166-2 code, such as `RO-CJ`."""

    code = models.CharField(max_length=6, primary_key=True)
    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="subdivisions")
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("country", "name")

    def __str__(self) -> str:
        return self.name
