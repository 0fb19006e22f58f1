"""Who sees which leads, in two shapes: one condition for a query, and disjoint branches for boards and totals."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from filon.accounts.models import User


@dataclass(frozen=True)
class Branch:
    """One disjoint part of what is seen, as SQL over `crm_lead` and over the totals. Only integers enter the text.

    An index answers each branch in the board's order by itself; an OR of them it cannot.
    """

    lead: str
    total: str

    def narrowed(self, *, lead: str, total: str) -> "Branch":
        """This branch with one more condition."""
        return Branch(
            lead=f"{self.lead} AND {lead}" if self.lead else lead,
            total=f"{self.total} AND {total}" if self.total else total,
        )


EVERYTHING = Branch(lead="", total="")
_KEPT = "_lead_audience"


@dataclass(frozen=True)
class Audience:
    """What one user may see: everything, or his own, what his teams own if he leads them, and what nobody has taken.

    `led` and `member` are ids of teams. Unassigned leads of teams one belongs to, and of no team, are there to take.
    """

    user: int
    sees_all: bool
    led: tuple[int, ...] = ()
    member: tuple[int, ...] = ()

    @classmethod
    def of(cls, user: User) -> Self:
        """The audience of an active user; two small queries unless he sees everything.

        As Django does with permissions, it is kept on the user object, which lives as long as a request: a page asks
        five times. Who changes teams and then asks again takes the user from the database anew.
        """
        kept: Self | None = user.__dict__.get(_KEPT)
        if kept is None:
            kept = user.__dict__[_KEPT] = cls._read(user)
        return kept

    @classmethod
    def _read(cls, user: User) -> Self:
        if user.sees_all:
            return cls(user=user.pk, sees_all=True)
        led = tuple(user.led_teams.order_by("pk").values_list("pk", flat=True))
        member = tuple(team for team in user.teams.order_by("pk").values_list("pk", flat=True) if team not in led)
        return cls(user=user.pk, sees_all=False, led=led, member=member)

    def condition(self) -> Q:
        """One condition for any query over leads."""
        if self.sees_all:
            return Q()
        own = Q(owner_key__in=[self.user, 0, *(-team for team in (*self.led, *self.member))])
        return own | Q(team__in=self.led) if self.led else own

    def untaken(self) -> Q:
        """The part of `condition` that has no salesperson: those that one may take."""
        if self.sees_all:
            return Q(owner_key__lte=0)
        return Q(owner_key__in=[0, *(-team for team in (*self.led, *self.member))])

    def branches(self) -> list[Branch]:
        """The same rows as `condition`, each in exactly one branch."""
        if self.sees_all:
            return [EVERYTHING]
        return [
            *(Branch(lead=f"team_id = {team:d}", total=f"team = {team:d}") for team in self.led),
            self.mine(),
            *(
                Branch(lead=f"owner_key = {-team:d}", total=f"salesperson = 0 AND team = {team:d}")
                for team in self.member
            ),
            Branch(lead="owner_key = 0", total="salesperson = 0 AND team = 0"),
        ]

    def mine(self) -> Branch:
        """What the user owns outside the teams that he leads, which have a branch each."""
        branch = self.owned()
        if not self.led:
            return branch
        teams = ", ".join(f"{team:d}" for team in self.led)
        return branch.narrowed(lead=f"(team_id IS NULL OR team_id NOT IN ({teams}))", total=f"team NOT IN ({teams})")

    def owned(self) -> Branch:
        """All that the user owns, in whichever team."""
        return Branch(lead=f"owner_key = {self.user:d}", total=f"salesperson = {self.user:d}")
