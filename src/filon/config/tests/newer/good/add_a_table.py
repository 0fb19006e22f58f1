"""Adds a table of the newer version."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("organisation", "0003_our_company"),)
    operations = (migrations.RunSQL("CREATE TABLE newer_table (id integer)", "DROP TABLE newer_table"),)
