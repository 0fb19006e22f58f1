"""Meetings are found by any part of their text."""

from django.db import migrations

from filon.search.operations import TextIndex


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial"), ("search", "0001_initial")]

    operations = [TextIndex("calendar_meeting")]
