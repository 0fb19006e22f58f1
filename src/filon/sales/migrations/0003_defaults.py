"""The series of quotation numbers, and the settings of quotations."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def add(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the rows."""
    series = apps.get_model("organisation", "NumberSeries").objects
    series.get_or_create(key="quotation", defaults={"prefix": "S"})
    series.get_or_create(key="delivery", defaults={"prefix": "AV"})
    apps.get_model("sales", "SalesSettings").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_text_index"), ("organisation", "0003_our_company")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
