"""The message templates that a sales team expects, at the first start."""

from typing import Any

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from filon.core.normalising import sort_key

GREETING = "Bună ziua, {contact.name|stimate client},"
GREETING_EN = "Dear {contact.name|customer},"
CLOSING = "Cu stimă,\n{user.name}\n{company.name}"
CLOSING_EN = "Kind regards,\n{user.name}\n{company.name}"

# kinds, Romanian name, subject, text; English name, subject, text
TEMPLATES = (
    (
        ["lead"],
        ("Mulțumire pentru cerere", "Cererea dumneavoastră: {lead.name}",
         (f"{GREETING}\n\nvă mulțumim pentru cererea dumneavoastră. Am primit-o și revenim cel târziu a doua zi "
         f"lucrătoare cu un răspuns.\n\n{CLOSING}")),
        ("Thanks for the inquiry", "Your inquiry: {lead.name}",
         (f"{GREETING_EN}\n\nthank you for your inquiry. We have received it and will answer by the next working day."
         f"\n\n{CLOSING_EN}")),
    ),
    (
        ["lead", "contact"],
        ("Propunere de discuție", "O discuție scurtă",
         (f"{GREETING}\n\nv-ar conveni o discuție de 15 minute săptămâna aceasta? Vă rog să ne spuneți când vă putem "
         f"suna.\n\n{CLOSING}")),
        ("Suggest a conversation", "A short conversation",
         (f"{GREETING_EN}\n\nwould a conversation of 15 minutes suit you this week? Please tell us when we may call."
         f"\n\n{CLOSING_EN}")),
    ),
    (
        ["quotation"],
        ("Trimiterea ofertei", "Oferta {quotation.number}",
         (f"{GREETING}\n\nvă trimitem oferta {{quotation.number}}, în valoare de {{quotation.total}} cu TVA. Vă stăm la "
         f"dispoziție pentru orice întrebare.\n\n{CLOSING}")),
        ("Sending the quotation", "Quotation {quotation.number}",
         (f"{GREETING_EN}\n\nplease find our quotation {{quotation.number}} of {{quotation.total}} including VAT. We are "
         f"glad to answer any question.\n\n{CLOSING_EN}")),
    ),
    (
        ["invoice"],
        ("Trimiterea facturii", "Factura {invoice.number}",
         (f"{GREETING}\n\nvă trimitem factura {{invoice.number}} din {{invoice.date}}, în valoare de {{invoice.total}}, "
         f"cu scadența la {{invoice.due}}.\n\n{CLOSING}")),
        ("Sending the invoice", "Invoice {invoice.number}",
         (f"{GREETING_EN}\n\nplease find the invoice {{invoice.number}} of {{invoice.date}} for {{invoice.total}}, due on "
         f"{{invoice.due}}.\n\n{CLOSING_EN}")),
    ),
    (
        ["meeting"],
        ("Confirmarea întâlnirii", "{meeting.subject}",
         ("Bună ziua,\n\nvă confirmăm întâlnirea „{meeting.subject}”: {meeting.when}, {meeting.place|la sediul nostru}."
         f"\n\n{CLOSING}")),
        ("Confirming the meeting", "{meeting.subject}",
         ("Hello,\n\nwe confirm our meeting “{meeting.subject}”: {meeting.when}, {meeting.place|at our office}."
         f"\n\n{CLOSING_EN}")),
    ),
)  # fmt: skip


def make_default_templates(apps: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the templates; a house that has some keeps its own."""
    model = apps.get_model("chatter", "MessageTemplate")
    if model.objects.exists():
        return
    for place, (kinds, romanian, english) in enumerate(TEMPLATES, start=1):
        name, subject, body = ({"ro": ro, "en": en} for ro, en in zip(romanian, english, strict=True))
        model.objects.create(
            name=name,
            subject=subject,
            body=body,
            record_kinds=kinds,
            sequence=place,
            sort_key=sort_key(name[settings.LANGUAGE_CODE]),
        )


class Migration(migrations.Migration):
    dependencies = [("chatter", "0001_initial")]

    operations = [migrations.RunPython(make_default_templates, migrations.RunPython.noop)]
