"""Two people open the same invitation and press at the same moment: one comes in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from helpdesk.accounts.actions import inviting
from helpdesk.accounts.actions.inviting import invite_member, join_with_new_account
from helpdesk.accounts.errors import InvitationUsed
from helpdesk.accounts.invitation_token import token_of
from helpdesk.accounts.models import Invitation, Membership, Role, User
from helpdesk.accounts.queries.invitations import invitation_behind
from tests.cast import Cast


@pytest.fixture
def race(real_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[bool]]:
    """Both have seen the invitation open before either goes on."""
    barrier = Barrier(2, timeout=10)

    def both_look(token: str) -> Invitation:
        invitation = invitation_behind(token)
        barrier.wait()
        return invitation

    monkeypatch.setattr(inviting, "invitation_behind", both_look)

    def run() -> list[bool]:
        invitation = invite_member(
            actor=real_cast.lan.user, shop=real_cast.shop, name="林夏", role=Role.AGENT
        )

        def press(number: int) -> bool:
            try:
                join_with_new_account(
                    token=token_of(invitation.nonce),
                    username=f"xia{number}-{real_cast.shop.slug}",
                    password="spring-tea-31",
                    alias="",
                    address="",
                )
            except InvitationUsed:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as threads:
            return list(threads.map(press, [1, 2]))

    return run


def test_one_comes_in(race: Callable[[], list[bool]], real_cast: Cast) -> None:
    assert sorted(race()) == [False, True]
    newcomers = Membership.objects.filter(shop=real_cast.shop, user__username__startswith="xia")
    assert newcomers.count() == 1
    made = User.objects.filter(username__endswith=real_cast.shop.slug, username__startswith="xia")
    assert made.count() == 1, "the loser's account falls with the deed"


def test_without_the_conditional_update_both_would(
    race: Callable[[], list[bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim_blindly(invitation_id: int, user: User, now: datetime) -> bool:
        rows = Invitation.objects.filter(pk=invitation_id)
        return rows.update(used_at=now, used_by=user) == 1

    monkeypatch.setattr(inviting, "_claim", claim_blindly)
    assert race() == [True, True]
