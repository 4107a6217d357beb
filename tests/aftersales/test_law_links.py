"""Where a law stands against a refusal, its name opens the official text, in a tab of its own."""

import pytest
from django.test import Client

from helpdesk.accounts.sources import CIVIL_CODE, CONSUMERS
from tests.aftersales.ordered import opened, ordered
from tests.cast import Cast


@pytest.mark.parametrize(("shipped", "page"), [(False, CIVIL_CODE), (True, CONSUMERS)])
def test_beside_what_may_not_be_refused(cast: Cast, shipped: bool, page: str) -> None:
    case = opened(cast, ordered(cast, shipped=shipped))
    client = Client()
    client.force_login(cast.lan.user)
    shown = client.get(f"/cases/{case.pk}/").content.decode()
    moves = shown[shown.index("cp-moves") :]
    assert f'<a class="source" href="{page}" target="_blank" rel="noopener noreferrer">' in moves
