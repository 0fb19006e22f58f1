"""Our company, under a name that its administrator will change."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Insert the one row, in the language and zone of the installation."""
    language = settings.LANGUAGE_CODE
    apps.get_model("organisation", "Organisation").objects.create(
        pk=1,
        name="Compania mea" if language == "ro" else "My company",
        language=language,
        time_zone=settings.TIME_ZONE,
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_currencies_and_countries")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
