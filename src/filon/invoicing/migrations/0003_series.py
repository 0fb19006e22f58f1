"""The series of invoices and credit notes."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def add(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the rows."""
    series = apps.get_model("organisation", "NumberSeries").objects
    series.get_or_create(key="invoice", defaults={"prefix": "F"})
    series.get_or_create(key="credit_note", defaults={"prefix": "FS"})


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0002_text_index"), ("organisation", "0003_our_company")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
