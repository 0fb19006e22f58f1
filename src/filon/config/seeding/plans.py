"""What the seeded agents have to do and had done: activities on their opportunities, and meetings."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from filon.activities.models import Activity, ActivityType
from filon.calendar.models import Attendee, Meeting, Occurrence
from filon.config.seeding.bulk import Columns
from filon.config.seeding.rows import Rows

ACTIVITY = Columns(Activity)
MEETING = Columns(Meeting)
ATTENDEE = Columns(Attendee)
OCCURRENCE = Columns(Occurrence)

_HISTORY = (2, 3, 4, 5, 5, 5, 5, 6, 7, 8)
"""How many activities an opportunity has had: five, on average."""
_OPEN = (0, 0, 0, 1, 1, 1, 1, 1, 2, 2)
"""How many of them are still to be done, while it is open."""
_FEEDBACK = ("Nu a răspuns.", "Sunt interesați.", "Revine cu un telefon.", "", "")
MEETINGS_THIS_MONTH, MEETINGS_BEFORE = 200, 400
SPAN = 31


class Plans:
    """Draws activities for the opportunities of `rows`, and meetings for their agents, from the id `first` on."""

    def __init__(self, rows: Rows, first: int) -> None:
        self.rows, self.dice = rows, rows.dice
        self.today = date.fromisoformat(rows.pools.days[0])
        agents = rows.owners.agents
        self.meetings = range(first, first + len(agents) * (MEETINGS_THIS_MONTH + MEETINGS_BEFORE))

    def activity_rows(self) -> Iterator[list[Any]]:
        """Five an opportunity: done ones, and for an open opportunity mostly one that is due about now."""
        fill = ACTIVITY.filler(
            "record_id", "type_id", "summary", "due_on", "assignee_id", "creator_id", "priority", "status",
            "closed_at", "closed_by_id", "feedback", "created_at",
        )  # fmt: skip
        dice, types = self.dice, list(ActivityType.objects.active().values_list("pk", flat=True))
        for number, owner, born, is_open in self.rows.leads_made():
            who = owner or dice.choice(self.rows.owners.agents)
            still = _OPEN[int(dice.random() * 10)] if is_open else 0
            for place in range(_HISTORY[int(dice.random() * 10)]):
                kind, stars = types[int(dice.random() * len(types))], int(dice.random() ** 3 * 4)
                made = self.rows.moment(born)
                if place < still:
                    due = (self.today + timedelta(days=int(dice.random() * 60) - 15)).isoformat()
                    yield fill(number, kind, f"Pasul {place}", due, who, who, stars, "open", None, None, "", made)
                    continue
                after = int(dice.random() * born)
                closed, said = self.rows.moment(after), _FEEDBACK[place % len(_FEEDBACK)]
                yield fill(
                    number, kind, f"Pasul {place}", closed[:10], who, who, stars, "done", closed, who, said, made
                )

    def meeting_rows(self) -> Iterator[list[Any]]:
        """Each agent's meetings: many in this month, fewer in the two years before."""
        fill = MEETING.filler(
            "record_id", "subject", "organiser_id", "starts_at", "ends_at", "zone", "uid", "created_at", "sort_key",
            "search_text",
        )  # fmt: skip
        for number, agent, start, end in self._days():
            text = f"Ședința {number}"
            yield fill(
                number, text, agent, start, end, settings.TIME_ZONE, f"{number}@seeded", start, "sedinta", "sedinta"
            )  # fmt: skip

    def attendee_rows(self) -> Iterator[list[Any]]:
        """Who organises comes."""
        fill = ATTENDEE.filler("meeting_id", "user_id", "email", "answer")
        for number, agent, _start, _end in self._days():
            yield fill(number, agent, f"agent{agent}@seeded.example", "accepted")

    def occurrence_rows(self) -> Iterator[list[Any]]:
        """One for each meeting."""
        fill = OCCURRENCE.filler("meeting_id", "original_start", "starts_at", "ends_at", "placed_at")
        for number, _agent, start, end in self._days():
            yield fill(number, start, start, end, start)

    def _days(self) -> Iterator[tuple[int, int, str, str]]:
        """The same ones each time, hence without the dice."""
        numbers = iter(self.meetings)
        for agent in self.rows.owners.agents:
            for place in range(MEETINGS_THIS_MONTH + MEETINGS_BEFORE):
                is_now = place < MEETINGS_THIS_MONTH
                shift = place % SPAN - SPAN // 2 if is_now else -SPAN - place * 2 % 700
                day = (self.today + timedelta(days=shift)).isoformat()
                hour, minute = 6 + place // SPAN % 10, agent * 7 % 4 * 15
                yield (
                    next(numbers),
                    agent,
                    f"{day} {hour:02d}:{minute:02d}:00",
                    f"{day} {hour:02d}:{minute + 14:02d}:00",
                )
