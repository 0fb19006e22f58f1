"""The stages, lost reasons and plans that a fresh installation starts with."""

from django.conf import settings
from django.db import migrations

from filon.core.normalising import sort_key

STAGES = [
    (1, 10, False, {"ro": "Nou(ă)", "en": "New"}),
    (2, 30, False, {"ro": "Calificat", "en": "Qualified"}),
    (3, 60, False, {"ro": "Propunere", "en": "Proposition"}),
    (70, 100, True, {"ro": "Câștigat", "en": "Won"}),
]
REASONS = [
    {"ro": "Prea scump", "en": "Too expensive"},
    {"ro": "Concurența", "en": "Competition"},
    {"ro": "Fără buget", "en": "No budget"},
    {"ro": "Nu a răspuns", "en": "No answer"},
    {"ro": "Nu e momentul", "en": "Not the right time"},
]
PLANS = [
    (1, {"ro": "Lunar", "en": "Monthly"}),
    (12, {"ro": "Anual", "en": "Yearly"}),
    (36, {"ro": "Peste 3 ani", "en": "Over 3 years"}),
    (60, {"ro": "Peste 5 ani", "en": "Over 5 years"}),
]


def add_defaults(apps, schema_editor):
    stage, reason = apps.get_model("crm", "Stage"), apps.get_model("crm", "LostReason")
    plan = apps.get_model("crm", "RecurringPlan")
    plan.objects.bulk_create(
        plan(sequence=place, months=months, name=name) for place, (months, name) in enumerate(PLANS, start=1)
    )
    stage.objects.bulk_create(
        stage(sequence=sequence, probability=probability, is_won=is_won, name=name)
        for sequence, probability, is_won, name in STAGES
    )
    reason.objects.bulk_create(
        reason(name=name, sort_key=sort_key(name[settings.LANGUAGE_CODE[:2]])) for name in REASONS
    )


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_initial")]

    operations = [migrations.RunPython(add_defaults, migrations.RunPython.noop)]
