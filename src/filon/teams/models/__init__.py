"""The rows of this room."""

from filon.teams.models.team import Membership, Team, TeamQuerySet

__all__ = ["Membership", "Team", "TeamQuerySet"]
