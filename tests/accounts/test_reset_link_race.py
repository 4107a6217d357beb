"""Two people open the same reset link and press at the same moment: one wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from helpdesk.accounts.actions import reset_links
from helpdesk.accounts.actions.reset_links import issue_reset_link, use_reset_link
from helpdesk.accounts.errors import ResetLinkUsed
from helpdesk.accounts.models import AuditEntry, ResetLink, User
from helpdesk.accounts.queries.reset_links import link_behind
from helpdesk.accounts.reset_token import token_of
from tests.cast import Cast

PASSWORDS = ["first-comer-11", "second-comer-22"]


@pytest.fixture
def race(real_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[bool]]:
    """Both have seen the link open before either goes on."""
    barrier = Barrier(2, timeout=10)

    def both_look(token: str) -> ResetLink:
        link = link_behind(token)
        barrier.wait()
        return link

    monkeypatch.setattr(reset_links, "link_behind", both_look)

    def run() -> list[bool]:
        token = token_of(issue_reset_link(actor=real_cast.lan.user, member=real_cast.mei).nonce)

        def press(password: str) -> bool:
            try:
                use_reset_link(token=token, new_password=password)
            except ResetLinkUsed:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as threads:
            return list(threads.map(press, PASSWORDS))

    return run


def test_one_wins(race: Callable[[], list[bool]], real_cast: Cast) -> None:
    won = race()
    assert sorted(won) == [False, True]
    user = User.objects.get(pk=real_cast.mei.user_id)
    assert user.check_password(PASSWORDS[won.index(True)])
    assert user.auth_version == 2
    assert AuditEntry.objects.filter(verb="password.reset", shop=real_cast.shop).count() == 1


def test_without_the_conditional_update_both_would(
    race: Callable[[], list[bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim_blindly(link_id: int, now: datetime) -> bool:
        return ResetLink.objects.filter(pk=link_id).update(used_at=now) == 1

    monkeypatch.setattr(reset_links, "_claim", claim_blindly)
    assert race() == [True, True]
