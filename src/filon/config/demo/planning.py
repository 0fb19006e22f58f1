"""What happened in the demonstration's year: always the same deals, counted back from today."""

from dataclasses import dataclass
from random import Random

from filon.config.demo.companies import COMPANIES
from filon.config.demo.texts import OFFERS

SEED = 8_4_1918
DEALS = 122
OWNERS = ("ana", "mihai", "ioana")


@dataclass(frozen=True)
class Step:
    """Something done on a deal, so many days after it began: `answer`, `reply`, `note`, `move`, `win`, …"""

    day: int
    what: str
    number: int = 0


@dataclass(frozen=True)
class Deal:
    """One deal: for which company, about what, how it came in, who has it, and what was done about it.

    `age` is how many days ago it began. `by_mail` deals came as a message to the sales team's address.
    """

    company: int
    offer: int
    size: int
    thousands: int
    age: int
    owner: str
    team: str
    by_mail: bool
    priority: int
    person: int
    closing: int | None
    is_urgent: bool
    steps: tuple[Step, ...]

    @property
    def end(self) -> int | None:
        """The day on which it was won or lost, counted from its beginning."""
        return next((step.day for step in self.steps if step.what in ("win", "lose")), None)


def deals() -> list[Deal]:
    """All deals, the oldest first."""
    # Not for secrets: the same seed makes the same year.
    dice = Random(SEED)  # noqa: S311
    ages = sorted((_age(dice, number) for number in range(DEALS)), reverse=True)
    return [_deal(dice, age) for age in ages]


def _age(dice: Random, number: int) -> int:
    """Denser towards today, as in a business that grows; a third is from the last seven weeks."""
    if number < 5:
        return number
    return dice.randint(5, 48) if number % 3 == 0 else dice.randint(49, 364)


def _deal(dice: Random, age: int) -> Deal:
    offer = dice.randrange(len(OFFERS))
    cheapest, dearest = OFFERS[offer].cheapest, OFFERS[offer].dearest
    thousands = round(cheapest + (dearest - cheapest) * dice.random() ** 2)
    owner = dice.choices(OWNERS, (3, 4, 3))[0]
    team = "service" if "service" in OFFERS[offer].tags else "projects" if thousands > 250 else "sales"
    by_mail = dice.random() < 0.55
    steps = _steps(dice, age, by_mail)
    is_fresh = by_mail and age < 9 and not steps and dice.random() < 0.7
    return Deal(
        company=dice.randrange(len(COMPANIES)),
        offer=offer,
        size=dice.choice((10, 12, 16, 20, 24, 30, 40, 50, 60, 80)),
        thousands=thousands,
        age=age,
        owner="" if is_fresh else owner,
        team=team,
        by_mail=by_mail,
        priority=dice.choices((0, 1, 2, 3), (45, 30, 17, 8))[0],
        person=dice.randrange(10_000),
        closing=dice.randint(-9, 75) if dice.random() < 0.85 else None,
        is_urgent=dice.random() < 0.12,
        steps=tuple(steps),
    )


def _steps(dice: Random, age: int, by_mail: bool) -> list[Step]:
    """What was done, as far as there has been time for it."""
    steps: list[Step] = []
    day, reached = 0, 0
    goal = _goal(dice, age)
    for stage in range(1, goal + 1):
        day += dice.randint(1, 9)
        if stage == 1 and by_mail:
            steps += [Step(day, "answer", dice.randrange(3)), Step(day + 1, "reply", dice.randrange(3))]
        steps += [Step(day + 1, "note", dice.randrange(4)), Step(day + 2, "move", stage)]
        if stage == 2:
            steps.append(Step(day + 2, "propose", dice.randrange(2)))
        day, reached = day + 2, stage
    end = day + dice.randint(6, 24)
    if age > 62 or (age > 16 and dice.random() < 0.3):
        is_won = reached == 2 and dice.random() < 0.72
        steps += [Step(end, "accept" if is_won else "refuse", dice.randrange(2)) if by_mail else Step(end, "note", 1)]
        steps.append(Step(end, "win" if is_won else "lose", dice.randrange(6)))
    return [step for step in steps if step.day <= age]


def _goal(dice: Random, age: int) -> int:
    """The stage that a deal of this age has reached: 0 to 2."""
    if age < 6:
        return 0
    weights = (2, 3, 4) if age <= 16 else (2, 4, 5) if age <= 62 else (1, 2, 7)
    return dice.choices((0, 1, 2), weights)[0]
