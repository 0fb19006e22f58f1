"""The forms of a sales team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.accounts.choices import Role
from filon.accounts.models import User
from filon.accounts.services.inviting import invite_user
from filon.core.exceptions import DomainError
from filon.history.services.merging_edits import Settled
from filon.mail.choices import AliasPolicy
from filon.mail.services.aliasing import clean_local_part
from filon.teams import policies
from filon.teams.models import Team
from filon.teams.services.editing import OF_LEADERS, create_team, update_team
from filon.teams.services.merging import settle_team
from filon.ui.fields import MoneyField
from filon.ui.widgets import Switch

POLICY_HINTS = {
    AliasPolicy.EVERYONE: _("Anybody may write; what is not wanted stays on the message ledger."),
    AliasPolicy.PARTNERS: _("Only addresses that are already among the customers."),
    AliasPolicy.FOLLOWERS: _("Only those who already follow the team or the discussion."),
}


class TeamForm(forms.Form):
    """A sales team: its people, its address, its target."""

    hides_required = True

    name = forms.CharField(label=_("Name"), max_length=100)
    leaders = forms.ModelMultipleChoiceField(
        label=_("Team leader"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    alias = forms.CharField(label=_("E-mail alias"), max_length=64, required=False)
    policy = forms.ChoiceField(
        label=_("Accept e-mails from"),
        choices=AliasPolicy.choices,
        initial=AliasPolicy.EVERYONE,
        widget=forms.RadioSelect,
    )
    refusal_text = forms.CharField(
        label=_("Answer to those who may not write"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty: a polite sentence that says who may. Each sender gets it once a day at most."),
    )
    invoicing_target = MoneyField(label=_("Invoicing target"), required=False)
    uses_leads = forms.BooleanField(label=_("Leads apart from opportunities"), required=False, widget=Switch)
    members = forms.ModelMultipleChoiceField(label=_("Members"), queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, team: Team | None = None, **kwargs: Any) -> None:
        self.user, self.team = user, team
        super().__init__(*args, **{"initial": _values(team) if team else {}, **kwargs})
        for name in ("leaders", "members"):
            field: Any = self.fields[name]
            field.queryset = User.objects.active()
        if not policies.may_change(user):
            for name in set(self.fields) - OF_LEADERS:
                self.fields[name].disabled = True

    def policy_choices(self) -> list[tuple[str, Any, Any, bool]]:
        """Each policy with its label, what it means, and whether it is chosen."""
        chosen = self["policy"].value()
        return [(policy.value, policy.label, POLICY_HINTS[policy], policy.value == chosen) for policy in AliasPolicy]

    def chosen_members(self) -> list[User]:
        """The users that the form shows as members: those of the team, or those chosen and not yet saved."""
        return list(User.objects.filter(pk__in=self._chosen("members")))

    def leader_ids(self) -> set[str]:
        """The ids of those whom the form shows as leaders."""
        return set(self._chosen("leaders"))

    def _chosen(self, name: str) -> list[str]:
        """The ids in a field: of users when they come from the team, as text when they were posted."""
        ids = [str(getattr(item, "pk", item)) for item in self[name].value() or []]
        return [number for number in ids if number.isdecimal()]

    def save(self) -> Team | Settled:
        """Make or change the team. DomainError as the service raises it.

        Gives what must be chosen first, and saves nothing, when somebody else has changed the same fields meanwhile.
        """
        values = self.cleaned_data
        values = {**values, "leaders": list(values["leaders"]), "members": list(values["members"])}
        values["policy"] = AliasPolicy(values["policy"])
        if not policies.may_change(self.user):
            values = {name: values[name] for name in OF_LEADERS}
        if self.team is None:
            return create_team(actor=self.user, **values)
        if "alias" in values:
            values["alias"] = clean_local_part(values["alias"]) or values["alias"]
        labels = {name: field.label for name, field in self.fields.items()}
        settled = settle_team(user=self.user, team=self.team, typed=values, posted=self.data, labels=labels)
        return settled if settled.conflicts else update_team(actor=self.user, team=self.team, **settled.kept)


class MemberForm(forms.Form):
    """Who is to sell in a team: a user, or somebody who is made one on the spot."""

    hides_required = True

    user = forms.ModelChoiceField(label=_("Salesperson"), queryset=User.objects.none(), required=False)
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The team's own form stands behind the dialog, with a name of its own.
        super().__init__(*args, **{"auto_id": "member_%s", **kwargs})
        field: Any = self.fields["user"]
        field.queryset, field.empty_label = User.objects.active(), "—"

    def chosen(self, *, actor: User) -> tuple[User, str]:
        """The user, and the invitation link when he is new. DomainError when nobody was named."""
        values = self.cleaned_data
        if values["email"] or values["name"]:
            return invite_user(actor=actor, name=values["name"], email=values["email"], role=Role.OWN)
        if values["user"] is None:
            raise DomainError(str(_("Choose somebody, or write who is new.")), field="user")
        return values["user"], ""


def _values(team: Team) -> dict[str, Any]:
    alias = getattr(team.record, "alias", None)
    return {
        "name": team.name,
        "leaders": list(team.leaders.all()),
        "alias": alias.local_part if alias else "",
        "policy": alias.policy if alias else AliasPolicy.EVERYONE,
        "refusal_text": alias.refusal_text if alias else "",
        "invoicing_target": team.invoicing_target,
        "uses_leads": team.uses_leads,
        "members": list(team.members.all()),
    }
