import django.db.models.deletion
from django.db import migrations, models

import filon.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Country",
            fields=[
                ("code", models.CharField(max_length=2, primary_key=True, serialize=False)),
                ("name", filon.core.fields.TranslatedTextField(default=dict)),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Currency",
            fields=[
                ("code", models.CharField(max_length=3, primary_key=True, serialize=False)),
                ("name", filon.core.fields.TranslatedTextField(default=dict)),
                ("symbol", models.CharField(max_length=8)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name_plural": "currencies",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("prefix", models.CharField(max_length=10)),
                ("pattern", models.CharField(default="{prefix}-{year}-{number:04d}", max_length=60)),
            ],
            options={
                "verbose_name_plural": "number series",
                "ordering": ("key",),
            },
        ),
        migrations.CreateModel(
            name="Subdivision",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subdivisions",
                        to="organisation.country",
                    ),
                ),
            ],
            options={
                "ordering": ("country", "name"),
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("colour", models.PositiveSmallIntegerField(default=1, verbose_name="Colour")),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ("sort_key", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("colour__gte", 1), ("colour__lte", 10)), name="tag_colour_1_to_10"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CurrencyRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("rate", models.DecimalField(decimal_places=6, max_digits=15)),
                (
                    "currency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rates", to="organisation.currency"
                    ),
                ),
            ],
            options={
                "ordering": ("currency", "-valid_from"),
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "valid_from"), name="one_rate_a_day"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="rate_is_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="organisation.numberseries",
                    ),
                ),
            ],
            options={
                "ordering": ("series", "-year"),
                "constraints": [models.UniqueConstraint(fields=("series", "year"), name="one_counter_a_year")],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="Company name")),
                (
                    "language",
                    models.CharField(
                        choices=[("ro", "Romanian"), ("en", "English")],
                        default="ro",
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("time_zone", models.CharField(default="Europe/Bucharest", max_length=64, verbose_name="Time zone")),
                ("uses_leads", models.BooleanField(default=False, verbose_name="Leads are qualified first")),
                ("uses_recurring_revenue", models.BooleanField(default=False, verbose_name="Recurring revenue")),
                ("vat", models.CharField(blank=True, max_length=20, verbose_name="VAT number")),
                (
                    "registration_number",
                    models.CharField(blank=True, max_length=40, verbose_name="Registration number"),
                ),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="Street")),
                ("city", models.CharField(blank=True, max_length=100, verbose_name="City")),
                ("postcode", models.CharField(blank=True, max_length=20, verbose_name="Postcode")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Phone")),
                ("website", models.CharField(blank=True, max_length=200, verbose_name="Website")),
                ("bank", models.CharField(blank=True, max_length=100, verbose_name="Bank")),
                ("iban", models.CharField(blank=True, max_length=34, verbose_name="Bank account (IBAN)")),
                ("logo", models.CharField(blank=True, max_length=64, verbose_name="Logo")),
                (
                    "country",
                    models.ForeignKey(
                        default="RO",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.country",
                    ),
                ),
                (
                    "currency",
                    models.ForeignKey(
                        default="RON",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.currency",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.subdivision",
                        verbose_name="County",
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_organisation")],
            },
        ),
    ]
