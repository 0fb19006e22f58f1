"""What is to be done next about the demonstration's open deals, and what was done lately."""

from datetime import timedelta

from django.utils.translation import get_language

from filon.accounts.models import User
from filon.activities.models import ActivityType
from filon.activities.services.completing import complete
from filon.activities.services.scheduling import schedule
from filon.config.demo.meetings import hold_others, settle_invitations, visit
from filon.core import clock
from filon.crm.models import Lead, LeadQuerySet
from filon.history.choices import Kind
from filon.history.services import recording

# the English name of the type, the days from today, and what it is about
STEPS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("Call", 0, {"ro": "Sună pentru avizul de racordare", "en": "Call about the grid permit"}),
    ("Meeting", 2, {"ro": "Vizită în hală", "en": "Visit the hall"}),
    ("Call", -3, {"ro": "Revino cu prețul mentenanței", "en": "Come back with the price of maintenance"}),
    ("E-mail", 5, {"ro": "Trimite fișele tehnice", "en": "Send the data sheets"}),
    ("To-do", 1, {"ro": "Cere planul clădirii", "en": "Ask for the plan of the building"}),
    (
        "Prepare the quotation",
        9,
        {"ro": "Oferta refăcută cu două variante", "en": "The quotation anew, in two variants"},
    ),
)
DONE = {"ro": "Primul apel", "en": "First call"}
LATELY = timedelta(days=4)
FEEDBACK = {"ro": "Sunt interesați; vor să vadă cifrele.", "en": "They are interested and want to see figures."}


def _owned_leads() -> LeadQuerySet:
    return Lead.objects.open().filter(salesperson__isnull=False).select_related("contact").order_by("pk")


def plan_next_steps(users: dict[str, User]) -> int:
    """Plan something on four of five open deals that somebody owns, and meetings; returns on how many."""
    types = {each.name["en"]: each for each in ActivityType.objects.all()}
    language = (get_language() or "ro")[:2]
    planned, now = 0, clock.now()
    for number, lead in enumerate(_owned_leads()):
        if number % 5 == 4 or lead.salesperson is None:
            continue
        user, (name, days, words) = lead.salesperson, STEPS[number % len(STEPS)]
        with clock.stopped_at(now - LATELY), recording.write(user, Kind.WEB):
            if name == "Meeting":
                visit(lead, words[language], number)
                planned += 1
                continue
            schedule(
                actor=user,
                record_id=lead.pk,
                activity_type=types[name],
                due_on=(now + timedelta(days=days)).date(),
                summary=words[language],
                priority=int(number % 7 == 0),
            )
        planned += 1
        if number % 9 == 0:
            with recording.write(user, Kind.WEB):
                made = schedule(actor=user, record_id=lead.pk, activity_type=types["Call"], summary=DONE[language])
                complete(actor=user, activity=made, feedback=FEEDBACK[language])
    with clock.stopped_at(now - LATELY):
        hold_others(users, language)
    settle_invitations()
    return planned
