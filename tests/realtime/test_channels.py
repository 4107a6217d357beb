"""Redis is often shared, and its publish/subscribe knows no database numbers: two installations
(or two workers of this test run) with the same shop number must not hear each other."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

from helpdesk.realtime.redis_channels import channel

ASK = """
import django
django.setup()
from helpdesk.realtime.redis_channels import channel
print(channel(5), channel(6), channel(0))
"""


def channels_of(database: str) -> list[str]:
    """The channels that a process on another database listens to."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql:///{database}",
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout.split()


def test_processes_of_one_installation_share_their_channels() -> None:
    assert channels_of("somewhere") == channels_of("somewhere")


def test_each_shop_has_its_own_channel() -> None:
    assert len({channel(number) for number in (0, 1, 10, 11)}) == 4


def test_another_installation_on_the_same_redis_is_not_heard() -> None:
    assert connection.settings_dict["NAME"] != "elsewhere"
    ours = {channel(number) for number in (5, 6, 0)}
    assert not ours & {*channels_of("elsewhere")}
