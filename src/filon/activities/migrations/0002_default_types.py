"""The activity types that a sales team expects, at the first start."""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from filon.core.normalising import sort_key

# category, icon, colour, delay in days, Romanian name, English name
TYPES = (
    ("call", "phone", 5, 2, "Apel", "Call"),
    ("email", "mail", 7, 0, "E-mail", "E-mail"),
    ("meeting", "users", 4, 0, "Întâlnire", "Meeting"),
    ("todo", "checklist", 2, 5, "De făcut", "To-do"),
    ("document", "upload", 9, 5, "Încărcare document", "Upload a document"),
    ("quotation", "file-text", 1, 15, "Pregătește oferta", "Prepare the quotation"),
    ("call", "phone-call", 6, 30, "Revenire după ofertă", "Follow up on the quotation"),
)


def make_default_types(apps: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the types; a house that has some keeps its own."""
    model = apps.get_model("activities", "ActivityType")
    if model.objects.exists():
        return
    for place, (category, icon, colour, days, romanian, english) in enumerate(TYPES, start=1):
        name = {"ro": romanian, "en": english}
        model.objects.create(
            name=name,
            category=category,
            icon=icon,
            colour=colour,
            delay_count=days,
            sequence=place,
            reminder_days=None,
            record_kinds=["lead"] if category == "quotation" or days == 30 else [],
            sort_key=sort_key(name[settings.LANGUAGE_CODE]),
        )


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial")]

    operations = [migrations.RunPython(make_default_types, migrations.RunPython.noop)]
