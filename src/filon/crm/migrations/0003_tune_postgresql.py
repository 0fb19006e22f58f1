"""PostgreSQL: sort keys compare byte by byte as SQLite does, and a table whose rows move often is cleaned often."""

from django.db import migrations

STATEMENTS = """
ALTER TABLE crm_lead ALTER COLUMN sort_key TYPE varchar(64) COLLATE "C";
ALTER TABLE crm_lead SET (
    fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02
);
"""


def tune(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STATEMENTS)


class Migration(migrations.Migration):
    dependencies = [("crm", "0002_defaults")]

    operations = [migrations.RunPython(tune, migrations.RunPython.noop)]
