from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import filon.core.clock
import filon.core.money


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0003_romanian_defaults"),
        ("contacts", "0002_text_index"),
        ("core", "0001_initial"),
        ("crm", "0004_text_index"),
        ("organisation", "0003_our_company"),
        ("sales", "0003_defaults"),
        ("teams", "0002_default_team"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invoice",
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
                    "kind",
                    models.CharField(
                        choices=[("invoice", "Invoice"), ("credit_note", "Credit note")],
                        default="invoice",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("posted", "Posted")],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="State",
                    ),
                ),
                ("number", models.CharField(blank=True, editable=False, max_length=40, verbose_name="Number")),
                ("customer_reference", models.CharField(blank=True, max_length=100, verbose_name="Customer reference")),
                ("issued_on", models.DateField(verbose_name="Date")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Due date")),
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
                    "residual",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="To pay"
                    ),
                ),
                (
                    "untaxed_base",
                    filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15),
                ),
                ("total_base", filon.core.money.MoneyField(decimal_places=2, default=0, editable=False, max_digits=15)),
                ("content", models.JSONField(editable=False, null=True)),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("posted_at", models.DateTimeField(editable=False, null=True)),
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
                    "credits",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_notes",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "currency",
                    models.ForeignKey(
                        db_index=False,
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
                        related_name="invoices",
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
                        related_name="invoices",
                        to="crm.lead",
                        verbose_name="Opportunity",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="sales.quotation",
                        verbose_name="Order",
                    ),
                ),
                (
                    "payment_term",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="catalog.paymentterm",
                        verbose_name="Payment terms",
                    ),
                ),
                (
                    "salesperson",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
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
                        related_name="invoices",
                        to="teams.team",
                        verbose_name="Sales team",
                    ),
                ),
            ],
            options={
                "ordering": ("-record",),
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField(default=0)),
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
                (
                    "base",
                    filon.core.money.MoneyField(
                        decimal_places=2, default=0, editable=False, max_digits=15, verbose_name="Amount"
                    ),
                ),
                ("is_included", models.BooleanField(default=False, editable=False)),
                ("is_down_payment", models.BooleanField(default=False, editable=False)),
                (
                    "deducts",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deductions",
                        to="invoicing.invoiceline",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="invoicing.invoice"
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
                        to="sales.quotationline",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
                        to="catalog.product",
                    ),
                ),
                (
                    "tax",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
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
                        related_name="+",
                        to="catalog.unit",
                        verbose_name="Unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Line",
                "ordering": ("invoice", "sequence", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paid_on", models.DateField(verbose_name="Paid on")),
                ("amount", filon.core.money.MoneyField(decimal_places=2, max_digits=15, verbose_name="Amount")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("bank", "Bank transfer"),
                            ("card", "Card"),
                            ("cash", "Cash"),
                            ("offset", "Offset"),
                            ("credit_note", "Credit note"),
                        ],
                        default="bank",
                        max_length=12,
                        verbose_name="Method",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=100, verbose_name="Reference")),
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
                    "credit_note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="invoicing.invoice"
                    ),
                ),
            ],
            options={
                "ordering": ("invoice", "paid_on", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["owner_key", "record"], name="invoice_by_owner"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["issued_on", "record"], name="invoice_by_day"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["due_on", "record"], name="invoice_by_due"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("residual__gt", 0), ("state", "posted")),
                fields=["issued_on", "record"],
                name="invoice_unpaid",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("state", "posted")), fields=["team", "issued_on"], name="invoice_by_team"
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["total_base", "record"], name="invoice_by_total"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True), fields=("number",), name="invoice_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), ("state", "draft")),
                    models.Q(("state", "posted"), models.Q(("number", ""), _negated=True)),
                    _connector="OR",
                ),
                name="numbered_exactly_when_posted",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="invoice_rate_is_positive"),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(("discount__gte", -999), ("discount__lte", 100)), name="invoice_discount_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="payment_is_positive"),
        ),
    ]
