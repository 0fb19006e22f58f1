"""Leads are found by any part of their text."""

from django.db import migrations

from filon.search.operations import TextIndex


class Migration(migrations.Migration):
    dependencies = [("crm", "0003_tune_postgresql"), ("search", "0001_initial")]

    operations = [TextIndex("crm_lead")]
