"""The rows themselves, as the database stores them: contacts, opportunities, tags, followers and threads."""

from bisect import bisect
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from filon.chatter.models import Follower, Message
from filon.config.seeding.bulk import Columns
from filon.config.seeding.people import Owners
from filon.config.seeding.pools import Name, Pools
from filon.contacts.models import Contact
from filon.contacts.services import keys
from filon.contacts.services.likeness import parts_of
from filon.core.models import Record
from filon.crm.models import Lead
from filon.crm.models.lead import RANK_STEP

LEAD = Columns(Lead)
CONTACT = Columns(Contact)
RECORD = Columns(Record)
MESSAGE = Columns(Message)
FOLLOWER = Columns(Follower)
LEAD_TAG = Columns(Lead.tags.through)

KEYS = ("name_key", "head_key", "tail_key", "domain_key", "vat_key")
_STATUS = (("open", 0.40), ("won", 0.65), ("lost", 1.0))
_THREAD = (0, 0, 0, 0, 1, 1, 1, 2, 2, 5)
_PRIORITY = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
_FIRM_EVERY = 3


class Rows:
    """Draws rows one after the other; the same seed draws the same house."""

    def __init__(self, dice: Random, pools: Pools, owners: Owners, contacts: range, leads: range) -> None:
        self.dice, self.pools, self.owners = dice, pools, owners
        self.contacts, self.leads = contacts, leads
        self._minutes = [f" {hour:02d}:{minute:02d}:00" for hour in range(7, 17) for minute in range(0, 60, 7)]
        self._customers: list[tuple[str, str]] = []
        self._owner_of: list[int | None] = []
        self._born: list[int] = []
        self._is_open: list[bool] = []

    def records(self, meetings: range) -> Iterator[list[Any]]:
        """The record rows of contacts, opportunities and meetings."""
        fill = RECORD.filler("id", "kind")
        for number in self.contacts:
            yield fill(number, "contact")
        for number in self.leads:
            yield fill(number, "lead")
        for number in meetings:
            yield fill(number, "meeting")

    def contact_rows(self) -> Iterator[list[Any]]:
        """Companies and people; two people for each company."""
        fill = CONTACT.filler(
            "record_id", "name", "is_company", "company_id", "email", "email_normalised", "phone", "phone_e164",
            "mobile", "mobile_e164", "city", "state_id", "country_id", "vat", "is_active", "created_at", "sort_key",
            "search_text", *KEYS,
        )  # fmt: skip
        firm, firm_id = self._firm(), self.contacts.start
        for place, number in enumerate(self.contacts):
            is_company = place % _FIRM_EVERY == 0
            if is_company:
                firm, firm_id = self._firm(), number
            text, plain, key = firm if is_company else self._person()
            domain = f"{firm.folded.split()[0]}{firm_id}.example"
            email, vat = f"office{number}@{domain}", f"RO{10_000_000 + number}" if is_company else ""
            phone = f"07{20_000_000 + number * 7 % 79_999_999:08d}"
            city, city_plain, county = self.pools.towns[firm_id % len(self.pools.towns)]
            search = f"{plain} {firm.folded} {email} {city_plain} {phone} +4{phone}"
            self._customers.append((text, plain))
            mobile = "" if is_company else f"07{99_999_999 - number * 7 % 79_999_999:08d}"
            yield fill(
                number, text, is_company, None if is_company else firm_id, email, email, phone, f"+4{phone}",
                mobile, mobile and f"+4{mobile}", city,
                county, "RO", vat, True, self.moment(int(self.dice.random() * 1800)), key[:64], search,
                *_keys(text, is_company, domain, vat),
            )  # fmt: skip

    def _firm(self) -> Name:
        """A company called as companies are: a word made up, a family, a legal form; a few share one."""
        stem, last = self.dice.choice(self.pools.stems), self.dice.choice(self.pools.lasts)
        form = "SRL" if self.dice.random() < 0.8 else "SA"
        return Name(f"{stem.text} {last.text} {form}", f"{stem.folded} {last.folded}", f"{stem.key} {last.key}")

    def lead_rows(self) -> Iterator[list[Any]]:
        """Opportunities: 40 % open, 25 % won, 35 % lost; more of them lately; one in twenty without salesperson."""
        fill = LEAD.filler(
            "record_id", "type", "name", "contact_id", "company_name", "contact_name", "email", "email_normalised",
            "phone", "phone_e164", "city", "state_id", "country_id", "expected_revenue", "currency_id",
            "expected_revenue_base", "probability", "expected_closing", "priority", "stage_id", "rank", "team_id",
            "salesperson_id", "campaign_id", "medium_id", "source_id", "status", "lost_reason_id", "is_active",
            "created_at", "assigned_at", "closed_at", "stage_changed_at", "sort_key", "search_text",
        )  # fmt: skip
        for number in self.leads:
            yield fill(*self._lead(number))

    def _lead(self, number: int) -> tuple[Any, ...]:
        dice, pools, owners = self.dice, self.pools, self.owners
        born = int(1800 * dice.random() ** 1.3)
        status, closed, stage, probability = self._state(born)
        owner = None if dice.random() < 0.05 else owners.agents[self._owner()]
        team = owners.team_of[owner] if owner else (dice.choice(owners.teams) if dice.random() < 0.8 else None)
        title, firm = dice.choice(pools.titles), dice.choice(pools.companies)
        person, person_plain, _key = self._person()
        contact, customer_plain = self._customer()
        phone = f"07{20_000_000 + number * 13 % 79_999_999:08d}"
        email = f"{person_plain.replace(' ', '.')}{number % 997}@{firm.folded.replace(' ', '-')}.example"
        city, city_plain, county = pools.towns[number % len(pools.towns)]
        amount = f"{int(500 * 2 ** (dice.random() * 10)):d}.00"
        created = self.moment(born)
        closing = pools.days[max(0, born - 60)] if closed else self._soon(born)
        self._owner_of.append(owner)
        self._born.append(born)
        self._is_open.append(status == "open")
        return (
            number, "opportunity", f"{title.text}, {firm.text}", contact, firm.text, person, email, email,
            phone, f"+4{phone}", city, county, "RO", amount, "RON", amount, probability, closing,
            _PRIORITY[int(dice.random() * 10)], stage, number * RANK_STEP, team, owner,
            _some(dice, owners.campaigns, 0.2), _some(dice, owners.media, 0.7), _some(dice, owners.sources, 0.6),
            status, _some(dice, owners.reasons, 0.85) if status == "lost" else None, True,
            created, created if owner else None, closed, closed or created, f"{title.key}, {firm.key}"[:64],
            f"{title.folded}, {firm.folded} {customer_plain} {person_plain} {email} {city_plain} {phone} +4{phone}",
        )  # fmt: skip

    def _state(self, born: int) -> tuple[str, str | None, int, int]:
        dice, owners = self.dice, self.owners
        drawn = dice.random()
        status = next(name for name, up_to in _STATUS if drawn < up_to)
        stage, probability = owners.stages[int(len(owners.stages) * dice.random() ** 1.3)]
        if status == "open":
            return status, None, stage, probability
        closed = self.moment(max(0, born - int(dice.random() * 90)))
        return (status, closed, owners.won, 100) if status == "won" else (status, closed, stage, 0)

    def tag_rows(self) -> Iterator[list[Any]]:
        """1.2 tags an opportunity, common ones far more often than rare ones."""
        fill = LEAD_TAG.filler("lead_id", "tag_id")
        tags, dice = self.owners.tags, self.dice
        for number in self.leads:
            first = int(len(tags) * dice.random() ** 3)
            drawn = dice.random()
            if drawn < 0.75:
                yield fill(number, tags[first])
            if drawn < 0.45:
                yield fill(number, tags[(first + 1 + int(drawn * 10)) % len(tags)])

    def follower_rows(self) -> Iterator[list[Any]]:
        """Each salesperson follows what is his."""
        fill = FOLLOWER.filler("record_id", "user_id")
        for number, owner in zip(self.leads, self._owner_of, strict=True):
            if owner:
                yield fill(number, owner)

    def message_rows(self) -> Iterator[list[Any]]:
        """Threads of 0 to 5 entries, in the order in which they came."""
        fill = MESSAGE.filler(
            "record_id", "kind", "author_user_id", "author_address", "body_text", "has_html", "created_at",
            "is_automatic", "seen_at",
        )  # fmt: skip
        dice, bodies = self.dice, self.pools.bodies
        for number, owner, born in zip(self.leads, self._owner_of, self._born, strict=True):
            for place in range(_THREAD[int(dice.random() * 10)]):
                moment = self.moment(max(0, born - place * 2))
                body = bodies[int(dice.random() * len(bodies))]
                if owner is None or place % 3 == 0:
                    address = f"client{number}@filon.example"
                    yield fill(number, "inbound", None, address, body, False, moment, False, moment if place else None)
                else:
                    kind = "note" if place % 3 == 1 else "message"
                    yield fill(number, kind, owner, "", body, False, moment, False, None)

    def leads_made(self) -> Iterator[tuple[int, int | None, int, bool]]:
        """Each opportunity: its id, its salesperson's, how many days ago it began, and whether it is open."""
        return zip(self.leads, self._owner_of, self._born, self._is_open, strict=True)

    def moment(self, days_ago: int) -> str:
        """A moment of working hours, so many days before yesterday."""
        return self.pools.days[days_ago] + self._minutes[int(self.dice.random() * len(self._minutes))]

    def _soon(self, born: int) -> str:
        """An expected closing near today: mostly ahead, sometimes overdue."""
        ahead = int(self.dice.random() * 150) - 40
        return date.fromordinal(date.fromisoformat(self.pools.days[0]).toordinal() + max(ahead, -born)).isoformat()

    def _owner(self) -> int:
        return min(bisect(self.owners.weights, self.dice.random()), len(self.owners.agents) - 1)

    def _person(self) -> tuple[str, str, str]:
        first = self.pools.firsts[int(self.dice.random() * len(self.pools.firsts))]
        last = self.pools.lasts[int(self.dice.random() * len(self.pools.lasts))]
        return f"{first.text} {last.text}", f"{first.folded} {last.folded}", f"{first.key} {last.key}"

    def _customer(self) -> tuple[int | None, str]:
        if not self._customers or self.dice.random() > 0.7:
            return None, ""
        place = int(self.dice.random() * len(self._customers))
        return self.contacts[place], self._customers[place][1]


def _keys(text: str, is_company: bool, domain: str, vat: str) -> tuple[int | None, ...]:
    """What a contact that may be the same one shares (see `contacts.services.keys`)."""
    name = parts_of(text, is_company)
    halves = keys.head_key(name), keys.tail_key(name)
    return keys.name_key(name), *halves, keys.domain_key(domain), keys.vat_key(vat)


def _some(dice: Random, ids: list[int], share: float) -> int | None:
    return ids[int(dice.random() * len(ids))] if ids and dice.random() < share else None
