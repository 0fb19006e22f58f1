import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filon.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("crm", "0004_text_index"),
        ("organisation", "0003_our_company"),
        ("teams", "0002_default_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dataset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("importer", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200, verbose_name="Title")),
                ("source_url", models.CharField(blank=True, max_length=300, verbose_name="Source")),
                ("licence", models.CharField(blank=True, max_length=100, verbose_name="Licence")),
                ("attribution", models.CharField(blank=True, max_length=300, verbose_name="Attribution")),
                ("snapshot_date", models.DateField(blank=True, null=True, verbose_name="Snapshot of")),
                ("file", models.CharField(blank=True, editable=False, max_length=80)),
                ("file_sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="Checksum")),
                ("rows", models.PositiveIntegerField(default=0, editable=False, verbose_name="Companies")),
                ("rejected", models.PositiveIntegerField(default=0, editable=False, verbose_name="Rejected rows")),
                ("left_out", models.PositiveIntegerField(default=0, editable=False, verbose_name="Left out")),
                ("rejects", models.JSONField(default=dict, editable=False)),
                ("fill", models.JSONField(default=dict, editable=False)),
                ("counts", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("loading", "Loading"),
                            ("ready", "Ready"),
                            ("refused", "Refused"),
                            ("failed", "Failed"),
                        ],
                        default="loading",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveIntegerField(default=0, editable=False)),
                ("told_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("error", models.CharField(blank=True, editable=False, max_length=300)),
                ("options", models.JSONField(default=dict, editable=False)),
                ("contains_people", models.BooleanField(default=False, verbose_name="People")),
                ("is_active", models.BooleanField(default=True, verbose_name="In use")),
                ("loaded_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                (
                    "loaded_by",
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
                "ordering": ("title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MiningRequest",
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
                ("number", models.CharField(blank=True, editable=False, max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("error", "Not possible"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_directory", "The company directory is empty. Load a register first."),
                            ("no_result", "No company fits. Widen the filters."),
                            ("nothing_new", "The directory has nothing to add to these leads."),
                            ("all_excluded", "Every company that fits is already known, or must not be approached."),
                            ("failed", "The request stopped on an error. Nothing was added; try again."),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("add", "New leads"), ("update", "Complete existing leads")],
                        default="add",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("lead_count", models.PositiveSmallIntegerField(default=3, verbose_name="How many")),
                (
                    "search_type",
                    models.CharField(
                        choices=[("companies", "Companies"), ("people", "Companies and their contacts")],
                        default="companies",
                        max_length=10,
                        verbose_name="Look for",
                    ),
                ),
                ("industries", models.JSONField(default=list, verbose_name="Industries")),
                ("legal_forms", models.JSONField(blank=True, default=list, verbose_name="Legal forms")),
                ("filters_size", models.BooleanField(default=False, verbose_name="Filter by size")),
                ("size_min", models.PositiveIntegerField(default=1, verbose_name="Employees, at least")),
                ("size_max", models.PositiveIntegerField(default=1000, verbose_name="Employees, at most")),
                (
                    "with_unknown_size",
                    models.BooleanField(default=False, verbose_name="Also where the size is not known"),
                ),
                ("has_website", models.BooleanField(default=False, verbose_name="Has a website")),
                ("has_email", models.BooleanField(default=False, verbose_name="Has an e-mail address")),
                ("has_phone", models.BooleanField(default=False, verbose_name="Has a phone number")),
                ("active_only", models.BooleanField(default=True, verbose_name="Only companies in business")),
                ("text", models.CharField(blank=True, max_length=100, verbose_name="Words in the name or the town")),
                ("contact_count", models.PositiveSmallIntegerField(default=5, verbose_name="Contacts of each")),
                (
                    "contact_filter",
                    models.CharField(
                        choices=[("role", "Role"), ("seniority", "Seniority")],
                        default="role",
                        max_length=10,
                        verbose_name="Choose people by",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ceo", "Chief executive"),
                            ("owner", "Owner"),
                            ("founder", "Founder"),
                            ("president", "President"),
                            ("sales", "Sales"),
                            ("marketing", "Marketing"),
                            ("communications", "Communications"),
                            ("public_relations", "Public relations"),
                            ("finance", "Finance"),
                            ("purchasing", "Purchasing"),
                            ("operations", "Operations"),
                            ("product", "Product"),
                            ("engineering", "Engineering"),
                            ("it", "Information technology"),
                            ("research", "Research"),
                            ("human_resources", "Human resources"),
                            ("recruiting", "Recruiting"),
                            ("legal", "Legal"),
                            ("customer_service", "Customer service"),
                            ("consulting", "Consulting"),
                            ("education", "Education"),
                            ("health", "Health professional"),
                            ("real_estate", "Real estate"),
                        ],
                        max_length=20,
                        verbose_name="Preferred role",
                    ),
                ),
                ("other_roles", models.JSONField(blank=True, default=list, verbose_name="Other roles")),
                (
                    "seniority",
                    models.CharField(
                        blank=True,
                        choices=[("executive", "Executive"), ("director", "Director"), ("manager", "Manager")],
                        max_length=10,
                        verbose_name="Seniority",
                    ),
                ),
                (
                    "lead_type",
                    models.CharField(
                        choices=[("lead", "Lead"), ("opportunity", "Opportunity")],
                        default="opportunity",
                        max_length=16,
                        verbose_name="Make",
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("found", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("left", models.JSONField(default=list, editable=False)),
                ("excluded", models.JSONField(default=dict, editable=False)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("ran_at", models.DateTimeField(editable=False, null=True)),
                ("change_set", models.BigIntegerField(editable=False, null=True)),
                (
                    "countries",
                    models.ManyToManyField(related_name="+", to="organisation.country", verbose_name="Countries"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Salesperson",
                    ),
                ),
                (
                    "states",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="organisation.subdivision", verbose_name="Counties"
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="mining_requests", to="organisation.tag", verbose_name="Tags"
                    ),
                ),
                ("targets", models.ManyToManyField(blank=True, editable=False, related_name="+", to="crm.lead")),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.team",
                        verbose_name="Sales team",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source_key", models.CharField(max_length=100)),
                ("licence", models.CharField(blank=True, max_length=100)),
                ("fields", models.JSONField(default=list)),
                ("vat", models.CharField(blank=True, db_index=True, max_length=20)),
                ("domain", models.CharField(blank=True, db_index=True, max_length=200)),
                ("lei", models.CharField(blank=True, db_index=True, max_length=20)),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("legitimate_interest", "Legitimate interest"),
                            ("consent", "Consent"),
                            ("contract", "Contract"),
                            ("other", "Another ground"),
                        ],
                        default="legitimate_interest",
                        max_length=20,
                        verbose_name="Legal basis",
                    ),
                ),
                ("has_person", models.BooleanField(default=False)),
                ("notice_sent_at", models.DateField(blank=True, null=True, verbose_name="Informed on")),
                ("taken_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="leadmining.dataset"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="origins", to="core.record"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="origins",
                        to="leadmining.miningrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Retention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=90,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="Days",
                    ),
                ),
                ("is_scheduled", models.BooleanField(default=False, verbose_name="Delete them every night")),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_retention")],
            },
        ),
        migrations.AddConstraint(
            model_name="miningrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead_count__range", (1, 200))), name="mining_1_to_200_leads"
            ),
        ),
        migrations.AddConstraint(
            model_name="miningrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact_count__range", (1, 5))), name="mining_1_to_5_contacts"
            ),
        ),
        migrations.AddIndex(
            model_name="origin",
            index=models.Index(fields=["dataset", "source_key"], name="origin_by_company"),
        ),
    ]
