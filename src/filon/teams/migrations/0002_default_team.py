"""A fresh installation has one team, and its address receives mail."""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from filon.core.normalising import sort_key

NAMES = {"ro": "Vânzări", "en": "Sales"}
LOCAL_PART = "vanzari"


def make_default_team(apps: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the team in the installation's language, with the address that the guide names."""
    team_model = apps.get_model("teams", "Team")
    if team_model.objects.exists():
        return
    record = apps.get_model("core", "Record").objects.create(kind="team")
    name = NAMES[settings.LANGUAGE_CODE]
    team_model.objects.create(record=record, name=name, sequence=1, sort_key=sort_key(name))
    apps.get_model("mail", "Alias").objects.create(owner=record, local_part=LOCAL_PART)


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial"), ("mail", "0001_initial"), ("core", "0001_initial")]

    operations = [migrations.RunPython(make_default_team, migrations.RunPython.noop)]
