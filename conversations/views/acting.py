"""Who acts, for views whose actions also serve a socket."""

from conversations.speaker import Speaker
from helpdesk.accounts.member_view import MemberRequest


def speaker_of(request: MemberRequest) -> Speaker:
    """The member of the request as a speaker."""
    member = request.membership
    return Speaker(
        shop_id=member.shop_id,
        side="agent",
        member_id=member.pk,
        name=member.public_name,
        role=member.role,
    )
