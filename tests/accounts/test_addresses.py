"""Where a request came from: what stands left of our own proxies is not believed."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from helpdesk.accounts.addresses import client_address

FORWARDED = "198.51.100.1, 203.0.113.7, 10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [
        (0, "10.0.0.1"),
        (1, "10.0.0.2"),
        (2, "203.0.113.7"),
        (3, "198.51.100.1"),
        (9, "198.51.100.1"),
    ],
)
def test_as_many_hops_as_we_own(settings: Settings, proxies: int, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": FORWARDED}
    )
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("unix:", ""),
        ("<script>", ""),
    ],
)
def test_one_customer_is_one_address(settings: Settings, remote: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = 0
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=remote)) == expected
