"""What the environment may say, and the sentence when it says half of it."""

import pytest

from helpdesk.embedded.environment import external_servers, wanted_port
from helpdesk.embedded.errors import EmbeddedError


def test_both_urls_mean_external_servers() -> None:
    both = {"DATABASE_URL": "postgresql://x", "REDIS_URL": "redis://x"}
    assert external_servers(both) == ("postgresql://x", "redis://x")


def test_neither_means_embedded_ones() -> None:
    assert external_servers({"DATABASE_URL": ""}) is None


@pytest.mark.parametrize(
    ("present", "missing"), [("DATABASE_URL", "REDIS_URL"), ("REDIS_URL", "DATABASE_URL")]
)
def test_one_alone_is_refused_by_name(present: str, missing: str) -> None:
    with pytest.raises(EmbeddedError, match=f"{present} is set but {missing} is not"):
        external_servers({present: "x"})


def test_the_port_is_8000_unless_said() -> None:
    assert wanted_port({}) == 8000
    assert wanted_port({"PORT": "8123"}) == 8123


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-1", "80 80"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(EmbeddedError, match="no port"):
        wanted_port({"PORT": text})
