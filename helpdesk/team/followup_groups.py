"""Groups as owners of follow-ups."""

from helpdesk.followups.owners import Groups, register_groups
from helpdesk.team.queries.groups import group_names, groups_of_member


def register() -> None:
    """Tell follow-ups who is in which group."""
    register_groups(Groups(of_member=groups_of_member, names=group_names))
