"""The pages of cases: who sees what, in how many queries."""

from django.test import Client

from helpdesk.accounts.models import Membership
from tests.aftersales.ordered import opened
from tests.cast import Cast


def of(member: Membership) -> Client:
    client = Client(headers={"accept": "text/html"})
    client.force_login(member.user)
    return client


def test_a_case_stands_in_its_tab_and_opens(cast: Cast) -> None:
    case = opened(cast, words="袖口开线")
    client = of(cast.mei)
    page = client.get("/cases/").content.decode()
    assert str(case) in page and f"/cases/{case.pk}/" in page
    assert str(case) not in client.get("/cases/?tab=over").content.decode()
    assert "袖口开线" in client.get(f"/cases/{case.pk}/").content.decode()
    assert client.get("/cases/count/").json() == {"due": 0, "late": 0}
