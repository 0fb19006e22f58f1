import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("organisation", "0003_our_company"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BouncingAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=320, unique=True)),
                ("bounces", models.PositiveIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("last_at", models.DateTimeField(default=filon.core.clock.now)),
            ],
            options={
                "verbose_name_plural": "bouncing addresses",
            },
        ),
        migrations.CreateModel(
            name="DuplicateScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("started_at", models.DateTimeField(default=filon.core.clock.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("found", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("is_company", models.BooleanField(default=False, verbose_name="Is a company")),
                ("job_position", models.CharField(blank=True, max_length=100, verbose_name="Job position")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="E-mail")),
                ("email_normalised", models.CharField(blank=True, db_index=True, editable=False, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Phone")),
                ("phone_e164", models.CharField(blank=True, db_index=True, editable=False, max_length=20)),
                ("mobile", models.CharField(blank=True, max_length=40, verbose_name="Mobile")),
                ("mobile_e164", models.CharField(blank=True, db_index=True, editable=False, max_length=20)),
                ("website", models.CharField(blank=True, max_length=200, verbose_name="Website")),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="Street")),
                ("street2", models.CharField(blank=True, max_length=200, verbose_name="Street, continued")),
                ("city", models.CharField(blank=True, max_length=100, verbose_name="City")),
                ("postcode", models.CharField(blank=True, max_length=20, verbose_name="Postcode")),
                ("vat", models.CharField(blank=True, max_length=20, verbose_name="VAT number")),
                (
                    "registration_number",
                    models.CharField(blank=True, max_length=30, verbose_name="Registration number"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("ro", "Romanian"), ("en", "English")],
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="Notes")),
                ("picture", models.CharField(blank=True, editable=False, max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
                ("search_text", models.TextField(default="", editable=False)),
                ("name_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                ("head_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                ("tail_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                ("domain_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                ("vat_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="contacts.contact",
                        verbose_name="Company",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.country",
                        verbose_name="Country",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "salesperson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Salesperson",
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
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="contacts", to="organisation.tag", verbose_name="Tags"
                    ),
                ),
            ],
            options={
                "ordering": ("sort_key", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("email", "E-mail"), ("phone", "Phone")], max_length=5)),
                ("value", models.CharField(max_length=254)),
                ("comparable", models.CharField(db_index=True, max_length=254)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="contacts.contact"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Duplicate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("score", models.PositiveSmallIntegerField(default=100)),
                ("reasons", models.CharField(blank=True, max_length=60)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "Open"), ("later", "Later"), ("different", "Different")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("found_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_as_first",
                        to="core.record",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates_as_second",
                        to="core.record",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("email", "E-mail address"),
                            ("domain", "Domain"),
                            ("phone", "Phone number"),
                            ("vat", "VAT number"),
                        ],
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("value_hash", models.CharField(editable=False, max_length=64)),
                ("hint", models.CharField(blank=True, editable=False, max_length=40)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="Reason")),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["sort_key", "record"], name="contact_by_name"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["company"], name="contact_by_company"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(condition=models.Q(("is_active", False)), fields=["record"], name="contact_archived"),
        ),
        migrations.AddIndex(
            model_name="duplicate",
            index=models.Index(fields=["kind", "verdict", "-score", "id"], name="duplicate_to_judge"),
        ),
        migrations.AddConstraint(
            model_name="duplicate",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="pair_of_records_once"),
        ),
        migrations.AddConstraint(
            model_name="duplicate",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="pair_of_records_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.UniqueConstraint(fields=("kind", "value_hash"), name="suppressed_once"),
        ),
    ]
