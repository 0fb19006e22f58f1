"""Fails."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("organisation", "take_away"),)
    operations = (migrations.RunSQL("SELECT no_such_column FROM accounts_user"),)
