from helpdesk.team.models.group import Group, GroupMember
from helpdesk.team.models.peak import PeakMode
from helpdesk.team.models.presence import AT_WORK, Presence, PresenceChange, PresenceState
from helpdesk.team.models.skill import MemberSkill, Skill

__all__ = [
    "AT_WORK",
    "Group",
    "GroupMember",
    "MemberSkill",
    "PeakMode",
    "Presence",
    "PresenceChange",
    "PresenceState",
    "Skill",
]
