import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import filon.core.clock
import filon.core.fields
import filon.core.money


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contacts", "0002_text_index"),
        ("core", "0001_initial"),
        ("organisation", "0003_our_company"),
        ("teams", "0002_default_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ("sort_key", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeadDelta",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=8)),
                ("day", models.IntegerField()),
                ("stage", models.BigIntegerField()),
                ("team", models.BigIntegerField()),
                ("salesperson", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("cents", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LostReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ("sort_key", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Medium",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "verbose_name_plural": "media",
                "ordering": ("sort_key", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ("sort_key", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeadTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=8)),
                ("day", models.IntegerField()),
                ("stage", models.BigIntegerField()),
                ("team", models.BigIntegerField()),
                ("salesperson", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("cents", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["salesperson", "state", "day"], name="total_of_one")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("state", "day", "stage", "team", "salesperson"), name="one_total_a_key"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecurringPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("months", models.PositiveSmallIntegerField(default=1, verbose_name="Months")),
                ("sequence", models.PositiveIntegerField(default=1)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ("sequence", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("months__gte", 1)), name="plan_of_a_month_or_more")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                ("sequence", models.PositiveIntegerField(default=1, verbose_name="Sequence")),
                ("probability", models.PositiveSmallIntegerField(default=10, verbose_name="Probability")),
                ("is_won", models.BooleanField(default=False, verbose_name="Is won")),
                ("is_folded", models.BooleanField(default=False, verbose_name="Folded")),
                (
                    "requirements",
                    filon.core.fields.TranslatedTextField(blank=True, default=dict, verbose_name="Requirements"),
                ),
                ("required_fields", models.JSONField(blank=True, default=list)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "ordering": ("sequence", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Lead",
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
                (
                    "type",
                    models.CharField(
                        choices=[("lead", "Lead"), ("opportunity", "Opportunity")], default="opportunity", max_length=16
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="Name")),
                ("company_name", models.CharField(blank=True, max_length=200, verbose_name="Company name")),
                ("contact_name", models.CharField(blank=True, max_length=200, verbose_name="Contact name")),
                ("job_position", models.CharField(blank=True, max_length=100, verbose_name="Job position")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="E-mail")),
                ("email_normalised", models.CharField(blank=True, db_index=True, editable=False, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Phone")),
                ("phone_e164", models.CharField(blank=True, db_index=True, editable=False, max_length=20)),
                ("mobile", models.CharField(blank=True, max_length=40, verbose_name="Mobile")),
                ("website", models.CharField(blank=True, max_length=200, verbose_name="Website")),
                ("street", models.CharField(blank=True, max_length=200, verbose_name="Street")),
                ("street2", models.CharField(blank=True, max_length=200, verbose_name="Street, continued")),
                ("city", models.CharField(blank=True, max_length=100, verbose_name="City")),
                ("postcode", models.CharField(blank=True, max_length=20, verbose_name="Postcode")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("ro", "Romanian"), ("en", "English")],
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                (
                    "expected_revenue",
                    filon.core.money.MoneyField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="Expected revenue"
                    ),
                ),
                (
                    "expected_revenue_base",
                    filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15),
                ),
                (
                    "recurring_revenue",
                    filon.core.money.MoneyField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="Recurring revenue"
                    ),
                ),
                (
                    "recurring_monthly_base",
                    filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15),
                ),
                (
                    "probability",
                    models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name="Probability"),
                ),
                ("expected_closing", models.DateField(blank=True, null=True, verbose_name="Expected closing")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Low"), (1, "Medium"), (2, "High"), (3, "Very high")],
                        default=0,
                        verbose_name="Priority",
                    ),
                ),
                ("rank", models.BigIntegerField(default=0, editable=False)),
                ("referred_by", models.CharField(blank=True, max_length=200, verbose_name="Referred by")),
                ("notes", models.TextField(blank=True, verbose_name="Internal notes")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")], default="open", max_length=8
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("assigned_at", models.DateTimeField(editable=False, null=True)),
                ("converted_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("stage_changed_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
                ("search_text", models.TextField(default="", editable=False)),
                ("domain_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                ("name_key", models.BigIntegerField(db_index=True, editable=False, null=True)),
                (
                    "owner_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("salesperson"),
                            django.db.models.expressions.CombinedExpression(models.F("team"), "*", models.Value(-1)),
                            0,
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "is_open",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(("closed_at__isnull", True), ("is_active", True), ("type", "opportunity")),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "is_won",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.ExpressionWrapper(
                            models.Q(("is_active", True), ("status", "won"), ("type", "opportunity")),
                            output_field=models.BooleanField(),
                        ),
                        output_field=models.BooleanField(),
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.campaign",
                        verbose_name="Campaign",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="contacts.contact",
                        verbose_name="Customer",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "currency",
                    models.ForeignKey(
                        db_index=False,
                        default="RON",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.currency",
                    ),
                ),
                (
                    "salesperson",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Salesperson",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        blank=True, related_name="leads", to="organisation.tag", verbose_name="Tags"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="teams.team",
                        verbose_name="Sales team",
                    ),
                ),
                (
                    "lost_reason",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.lostreason",
                        verbose_name="Lost reason",
                    ),
                ),
                (
                    "medium",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.medium",
                        verbose_name="Medium",
                    ),
                ),
                (
                    "recurring_plan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.recurringplan",
                        verbose_name="Recurring plan",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.source",
                        verbose_name="Source",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="crm.stage",
                        verbose_name="Stage",
                    ),
                ),
            ],
            options={
                "ordering": ("-priority", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["stage", "-priority", "-rank", "-record"],
                        name="lead_board_all",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["owner_key", "stage", "-priority", "-rank", "-record"],
                        name="lead_board_own",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["team", "stage", "-priority", "-rank", "-record"],
                        name="lead_board_team",
                    ),
                    models.Index(
                        condition=models.Q(("is_won", True)), fields=["-closed_at", "-record"], name="lead_won_all"
                    ),
                    models.Index(
                        condition=models.Q(("is_won", True)),
                        fields=["owner_key", "-closed_at", "-record"],
                        name="lead_won_own",
                    ),
                    models.Index(
                        condition=models.Q(("is_won", True)),
                        fields=["team", "-closed_at", "-record"],
                        name="lead_won_team",
                    ),
                    models.Index(condition=models.Q(("is_active", False)), fields=["record"], name="lead_archived"),
                    models.Index(fields=["owner_key", "record"], name="lead_by_owner"),
                    models.Index(fields=["owner_key", "-priority", "-record"], name="lead_by_owner_priority"),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["owner_key", "stage_changed_at", "record"],
                        name="lead_by_stillness",
                    ),
                    models.Index(fields=["-priority", "-record"], name="lead_by_priority"),
                    models.Index(fields=["sort_key", "record"], name="lead_by_name"),
                    models.Index(fields=["expected_closing", "record"], name="lead_by_closing"),
                    models.Index(fields=["expected_revenue_base", "record"], name="lead_by_revenue"),
                    models.Index(
                        fields=[
                            "stage",
                            "expected_closing",
                            "is_open",
                            "is_active",
                            "status",
                            "type",
                            "owner_key",
                            "team",
                            "expected_revenue_base",
                            "probability",
                            "recurring_monthly_base",
                        ],
                        name="lead_analysed",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=[
                            "expected_closing",
                            "stage",
                            "owner_key",
                            "team",
                            "type",
                            "expected_revenue_base",
                            "probability",
                            "recurring_monthly_base",
                            "priority",
                            "rank",
                            "record",
                        ],
                        name="lead_closing_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="closed_exactly_when_not_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 100)),
                        name="probability_0_to_100",
                    ),
                    models.CheckConstraint(condition=models.Q(("priority__lte", 3)), name="priority_0_to_3"),
                ],
            },
        ),
    ]
