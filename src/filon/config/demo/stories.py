"""One deal of the demonstration: how each of its steps is done."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.conf import settings

from filon.accounts.models import User
from filon.chatter.models import Follower
from filon.config.demo import letters, people, texts
from filon.config.demo.companies import COMPANIES, vat_of
from filon.config.demo.planning import Deal, Step
from filon.config.demo.surroundings import Surroundings
from filon.contacts.models import Contact
from filon.contacts.services.editing import create_contact
from filon.core import clock
from filon.core.normalising import folded
from filon.crm.models import Lead
from filon.crm.services.assigning import assign_leads
from filon.crm.services.creating import create_lead
from filon.crm.services.losing import lose_leads
from filon.crm.services.moving import move_lead
from filon.crm.services.updating import update_lead
from filon.crm.services.winning import win_lead
from filon.organisation.models import Tag

NEWS = 9
"""Deals that began fewer days ago are still on people's minds: the bell tells of their letters."""
OUTSIDERS = frozenset({"reply", "accept", "refuse"})


class Story:
    """A deal as it is lived: its lead once it has begun, its customer, its salesperson."""

    def __init__(self, deal: Deal, around: Surroundings) -> None:
        self.deal = deal
        self.around = around
        self.offer = texts.OFFERS[deal.offer]
        self.lead: Lead
        self.person: Contact

    @property
    def owner(self) -> User | None:
        """Whose deal it is; None while nobody has taken it."""
        return self.around.users.get(self.deal.owner)

    def is_outsiders(self, what: str) -> bool:
        """Whether a step comes from a customer rather than from one of us."""
        return what in OUTSIDERS or (what == "begin" and self.deal.by_mail)

    def begin(self) -> None:
        """The deal comes in: as a letter, or typed by its salesperson."""
        deal, around = self.deal, self.around
        self.person = person_of(around, deal.company, deal.person)
        actor = None if deal.by_mail else self.owner
        self.lead = create_lead(
            actor=actor,
            name=self.text(self.offer.title),
            contact=self.person,
            salesperson=actor,
            team=around.teams[deal.team],
            medium=around.media[0 if deal.by_mail else 1 + deal.person % 2],
            source=around.sources[deal.person % len(around.sources)],
            campaign=around.campaign if deal.person % 4 == 0 else None,
            tags=self._tags(),
        )
        if actor is not None:
            self._price(actor)
        else:
            self._arrive()

    def act(self, step: Step) -> Callable[[], None]:
        """The step, ready to be done."""
        return partial(getattr(self, f"_{step.what}"), step.number)

    def text(self, words: dict[str, str]) -> str:
        """`words` in the installation's language, with the deal's figures filled in."""
        size, language = self.deal.size, settings.LANGUAGE_CODE
        things = f"{size} de" if language == "ro" and size >= 20 else size
        return words[language].format(
            n=size, things=things, few=max(2, size // 5), city=COMPANIES[self.deal.company].city
        )

    def _price(self, actor: User) -> None:
        deal = self.deal
        days = deal.end or deal.age + (deal.closing or 0)
        closing = clock.today(settings.TIME_ZONE) + timedelta(days=days)
        update_lead(
            actor=actor,
            lead=self.lead,
            expected_revenue=Decimal(deal.thousands * 1000),
            expected_closing=closing if deal.closing is not None else None,
            priority=deal.priority,
        )

    def _tags(self) -> list[Tag]:
        keys = [*self.offer.tags[: 1 + self.deal.person % 2], *(["urgent"] if self.deal.is_urgent else [])]
        return [self.around.tags[key] for key in dict.fromkeys(keys)]

    def _arrive(self) -> None:
        self._receive(self.text(self.offer.question), is_first=True)
        owner = self.owner
        if owner is not None:
            [self.lead] = assign_leads(actor=None, leads=[self.lead], salesperson=owner)
            Follower.objects.get_or_create(record=self.lead.record, user=owner)

    def _answer(self, number: int) -> None:
        self._send(texts.ANSWERS[number])
        self._price(self._me())

    def _reply(self, number: int) -> None:
        self._receive(self.text(texts.REPLIES[number]))

    def _note(self, number: int) -> None:
        letters.note(lead=self.lead, author=self._me(), text=self.text(texts.VISITS[number]))

    def _move(self, stage: int) -> None:
        self.lead = move_lead(actor=self._me(), lead=self.lead, stage=self.around.stages[stage])

    def _propose(self, number: int) -> None:
        self._send(texts.PROPOSALS[number])

    def _accept(self, number: int) -> None:
        self._receive(self.text(texts.ACCEPTANCES[number]))

    def _refuse(self, number: int) -> None:
        self._receive(self.text(texts.REFUSALS[number]))

    def _win(self, _number: int) -> None:
        self.lead = win_lead(actor=self._me(), lead=self.lead)

    def _lose(self, number: int) -> None:
        reasons = self.around.reasons
        reason = reasons[number] if number < len(reasons) else None
        [self.lead] = lose_leads(actor=self._me(), leads=[self.lead], reason=reason)

    def _me(self) -> User:
        return self.owner or self.around.users["ana"]

    def _subject(self, is_first: bool) -> str:
        title = self.text(self.offer.title)
        return title if is_first else f"Re: {title}"

    def _receive(self, text: str, *, is_first: bool = False) -> None:
        subject = self._subject(is_first)
        is_news = self.deal.age < NEWS
        letters.receive(
            lead=self.lead, contact=self.person, subject=subject, text=text, is_first=is_first, is_news=is_news
        )

    def _send(self, words: dict[str, str]) -> None:
        author = self._me()
        letters.send(
            lead=self.lead, author=author, contact=self.person, subject=self._subject(False), text=self.text(words)
        )


def person_of(around: Surroundings, number: int, dice: int) -> Contact:
    """One of the two people whom we know at a company, made with it when we first hear of them."""
    which = dice % 2
    known = around.contacts.get((number, which))
    if known is not None:
        return known
    company = COMPANIES[number]
    names = people.WOMEN if (number + which) % 2 else people.MEN
    first = names[(number * 5 + which * 11) % len(names)]
    last = people.LAST[(number * 7 + which * 3) % len(people.LAST)]
    around.contacts[number, which] = create_contact(
        actor=None,
        name=f"{first} {last}",
        company=_company(around, number),
        job_position=people.POSITIONS[(number + 2 * which) % len(people.POSITIONS)][settings.LANGUAGE_CODE],
        email=f"{folded(first)}.{folded(last)}@{company.domain}",
        mobile=f"07{40 + number % 20} 000 {100 + number * 2 + which}",
        city=company.city,
        state=around.counties[company.county],
        country=around.country,
        language=settings.LANGUAGE_CODE,
    )
    return around.contacts[number, which]


def _company(around: Surroundings, number: int) -> Contact:
    key = (number, None)
    if key not in around.contacts:
        company = COMPANIES[number]
        around.contacts[key] = create_contact(
            actor=None,
            name=company.name,
            is_company=True,
            email=f"office@{company.domain}",
            website=f"https://{company.domain}",
            street=company.street,
            city=company.city,
            state=around.counties[company.county],
            country=around.country,
            vat=vat_of(number),
        )
    return around.contacts[key]
