from decimal import Decimal

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
        ("catalog", "0003_romanian_defaults"),
        ("contacts", "0002_text_index"),
        ("core", "0001_initial"),
        ("crm", "0004_text_index"),
        ("organisation", "0003_our_company"),
        ("teams", "0002_default_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QuotationTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", filon.core.fields.TranslatedTextField(default=dict, verbose_name="Name")),
                (
                    "validity_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Valid for (days)"),
                ),
                ("terms", filon.core.fields.TranslatedTextField(blank=True, default=dict, verbose_name="Terms")),
                ("sequence", models.PositiveIntegerField(default=10)),
                ("is_active", models.BooleanField(default=True)),
                ("sort_key", models.CharField(default="", editable=False, max_length=64)),
            ],
            options={
                "ordering": ("sequence", "sort_key", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Quotation",
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
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Number")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("sent", "Sent"), ("order", "Order"), ("cancelled", "Cancelled")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("is_locked", models.BooleanField(default=False, editable=False, verbose_name="Locked")),
                ("customer_reference", models.CharField(blank=True, max_length=100, verbose_name="Customer reference")),
                ("quoted_on", models.DateField(verbose_name="Date")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="Valid until")),
                (
                    "language",
                    models.CharField(
                        choices=[("ro", "Romanian"), ("en", "English")],
                        default="ro",
                        max_length=8,
                        verbose_name="Language",
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=6, default=Decimal("1"), editable=False, max_digits=15)),
                ("terms", models.TextField(blank=True, verbose_name="Terms")),
                (
                    "untaxed",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="Untaxed"
                    ),
                ),
                (
                    "tax",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="VAT"
                    ),
                ),
                ("rounding", filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15)),
                (
                    "total",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="Total"
                    ),
                ),
                (
                    "margin",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="Margin"
                    ),
                ),
                (
                    "untaxed_base",
                    filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15),
                ),
                ("total_base", filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15)),
                ("version", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="Version")),
                ("is_changed", models.BooleanField(default=False, editable=False)),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="Sent")),
                ("ordered_at", models.DateTimeField(editable=False, null=True, verbose_name="Ordered")),
                ("created_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("search_text", models.TextField(default="", editable=False)),
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
                    "attention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations_to_person",
                        to="contacts.contact",
                        verbose_name="Contact person",
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
                        verbose_name="Currency",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="contacts.contact",
                        verbose_name="Customer",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="crm.lead",
                        verbose_name="Opportunity",
                    ),
                ),
                (
                    "payment_term",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="catalog.paymentterm",
                        verbose_name="Payment terms",
                    ),
                ),
                (
                    "price_list",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="catalog.pricelist",
                        verbose_name="Price list",
                    ),
                ),
                (
                    "salesperson",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Salesperson",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="teams.team",
                        verbose_name="Sales team",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotations",
                        to="sales.quotationtemplate",
                        verbose_name="Template",
                    ),
                ),
            ],
            options={
                "ordering": ("-record",),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="Number")),
                ("delivered_on", models.DateField(verbose_name="Delivered on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
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
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="sales.quotation"
                    ),
                ),
            ],
            options={
                "verbose_name": "Delivery",
                "ordering": ("quotation", "delivered_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="QuotationLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[("product", "Product"), ("section", "Section"), ("note", "Note")],
                        default="product",
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="Product or description")),
                ("description", models.TextField(blank=True, verbose_name="Description")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=3, default=Decimal("1"), max_digits=12, verbose_name="Quantity"),
                ),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, default=Decimal("0"), max_digits=15, verbose_name="Unit price"
                    ),
                ),
                (
                    "discount",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=5, verbose_name="Discount"),
                ),
                (
                    "tax_percent",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), editable=False, max_digits=5),
                ),
                ("cost", filon.core.money.MoneyField(decimal_places=2, default=0, max_digits=15, verbose_name="Cost")),
                (
                    "base",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="Amount"
                    ),
                ),
                ("is_optional", models.BooleanField(default=False, verbose_name="Optional")),
                ("was_optional", models.BooleanField(default=False, editable=False)),
                ("has_own_price", models.BooleanField(default=False, editable=False)),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotation_lines",
                        to="catalog.product",
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sales.quotation"
                    ),
                ),
                (
                    "tax",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotation_lines",
                        to="catalog.tax",
                        verbose_name="VAT",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotation_lines",
                        to="catalog.unit",
                        verbose_name="Unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Line",
                "ordering": ("quotation", "sequence", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DeliveryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=12, verbose_name="Quantity"),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sales.delivery"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="sales.quotationline"
                    ),
                ),
            ],
            options={
                "ordering": ("delivery", "pk"),
            },
        ),
        migrations.CreateModel(
            name="QuotationLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=filon.core.clock.now, editable=False)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("first_seen_at", models.DateTimeField(editable=False, null=True)),
                ("last_seen_at", models.DateTimeField(editable=False, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="sales.quotation"
                    ),
                ),
            ],
            options={
                "verbose_name": "Customer's link",
                "ordering": ("quotation", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="QuotationVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=filon.core.clock.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="sales.quotation"
                    ),
                ),
            ],
            options={
                "ordering": ("quotation", "number"),
            },
        ),
        migrations.CreateModel(
            name="QuotationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("accepted", "Accepted"), ("declined", "Declined")], max_length=8)),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("reason", models.TextField(blank=True, verbose_name="Reason")),
                ("drawn", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("answered_at", models.DateTimeField(default=filon.core.clock.now)),
                ("address", models.GenericIPAddressField(null=True)),
                ("user_agent", models.CharField(blank=True, max_length=300)),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="sales.quotation"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="sales.quotationlink"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="sales.quotationversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "Customer's answer",
                "ordering": ("quotation", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="SalesSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("validity_days", models.PositiveSmallIntegerField(default=30, verbose_name="Valid for (days)")),
                ("terms", filon.core.fields.TranslatedTextField(blank=True, default=dict, verbose_name="Terms")),
                (
                    "locks_orders",
                    models.BooleanField(default=False, verbose_name="Lock orders when they are confirmed"),
                ),
                ("proposes_revenue", models.BooleanField(default=True, verbose_name="Propose the expected revenue")),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_sales_settings")],
            },
        ),
        migrations.CreateModel(
            name="TemplateLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[("product", "Product"), ("section", "Section"), ("note", "Note")],
                        default="product",
                        max_length=8,
                    ),
                ),
                ("name", filon.core.fields.TranslatedTextField(blank=True, default=dict)),
                ("quantity", models.DecimalField(decimal_places=3, default=Decimal("1"), max_digits=12)),
                ("is_optional", models.BooleanField(default=False)),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="template_lines",
                        to="catalog.product",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sales.quotationtemplate"
                    ),
                ),
            ],
            options={
                "ordering": ("template", "sequence", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="quotationline",
            index=models.Index(fields=["quotation", "sequence"], name="line_in_order"),
        ),
        migrations.AddConstraint(
            model_name="quotationline",
            constraint=models.CheckConstraint(
                condition=models.Q(("discount__gte", -999), ("discount__lte", 100)), name="discount_at_most_100"
            ),
        ),
        migrations.AddConstraint(
            model_name="quotationline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "product"), models.Q(("quantity", 0), ("unit_price", 0)), _connector="OR"),
                name="only_products_have_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryline",
            constraint=models.UniqueConstraint(fields=("delivery", "line"), name="line_once_in_a_delivery"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["owner_key", "record"], name="quotation_by_owner"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["number", "record"], name="quotation_by_number"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["quoted_on", "record"], name="quotation_by_day"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["valid_until", "record"], name="quotation_by_validity"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["untaxed_base", "record"], name="quotation_by_untaxed"),
        ),
        migrations.AddIndex(
            model_name="quotation",
            index=models.Index(fields=["total_base", "record"], name="quotation_by_total"),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="quotation_rate_is_positive"),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_locked", False), ("state", "order"), _connector="OR"),
                name="only_orders_are_locked",
            ),
        ),
        migrations.AddConstraint(
            model_name="quotationversion",
            constraint=models.UniqueConstraint(fields=("quotation", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="templateline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "product"), ("product__isnull", False)),
                    models.Q(models.Q(("kind", "product"), _negated=True), ("product__isnull", True)),
                    _connector="OR",
                ),
                name="template_products_are_products",
            ),
        ),
    ]
