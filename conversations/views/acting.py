"""Who acts, for views whose actions also serve a socket."""

from conversations.speaker import Speaker, agent_of
from helpdesk.accounts.member_view import MemberRequest


def speaker_of(request: MemberRequest) -> Speaker:
    """The member of the request as a speaker."""
    return agent_of(request.membership)
