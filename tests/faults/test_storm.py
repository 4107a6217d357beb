"""A serving process dies under many open chats: all come back, nobody is refused for good.

The chats are the product's own line (`static/js/realtime/socket.js`), run by Node.
"""

import json
import logging
import resource
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.faults.shop import Shop

logger = logging.getLogger(__name__)

NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("storm.mjs")
LONGEST = 300.0
"""Seconds for everybody to come back, on the slowest machine."""
MOST_TRIES = 12
FILES_A_CHAT, SPARE_FILES = 8, 1000
"""Of the balance two a line, and one that gives up stays open until a busy server closes it."""
LONG = [pytest.mark.soak, pytest.mark.timeout(1200)]
TOKENS = """
from conversations.visitor import token_for
for number in range({count}):
    print("TOKEN", token_for({shop}, "storm-%s" % number))
"""

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")


def allow_files(shop: Shop, files: int) -> None:
    """So many open files for us and what we start from now on, and for the processes that serve."""
    most = max(files, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        for web in shop.stack.webs:
            resource.prlimit(web.pid, resource.RLIMIT_NOFILE, (most, most))
    except (ValueError, PermissionError):
        pytest.skip(f"this machine forbids the {files} open files that a storm takes (ulimit -Hn)")


@contextmanager
def chats(shop: Shop, count: int) -> Iterator["subprocess.Popen[str]"]:
    """Many buyers' lines; each line of its output says that all are open."""
    made = shop.stack.python(TOKENS.format(count=count, shop=shop.pk))
    tokens = [line.split()[1] for line in made.splitlines() if line.startswith("TOKEN ")]
    argv = [str(NODE), "--experimental-websocket", "--no-warnings", str(SCRIPT)]
    process = subprocess.Popen(
        [*argv, shop.stack.url, shop.slug, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write("".join(f"{token}\n" for token in tokens))
    process.stdin.flush()
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def all_open(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """What it says once all are open; the first line only says that it was so."""
    assert process.stdout is not None
    heard, _, _ = select.select([process.stdout], [], [], LONGEST)
    assert heard, "not all came back"
    said = process.stdout.readline()
    assert said, "the lines ended"
    told: dict[str, Any] = json.loads(said)
    return told


@pytest.mark.parametrize("count", [60, pytest.param(2000, marks=LONG)])
def test_all_chats_of_a_dead_process_come_back(shop: Shop, count: int) -> None:
    """Both processes are killed, so everybody has to come back at once."""
    allow_files(shop, FILES_A_CHAT * count + SPARE_FILES)
    with chats(shop, count) as process:
        all_open(process)
        for web in shop.stack.webs:
            web.kill()
        told = all_open(process)
        assert told["stopped"] == 0, "nobody gave up"
        assert told["open"] == count
        assert told["tries"] <= count * MOST_TRIES, "pauses that grow, not a hail of tries"
    logger.info("storm %s", json.dumps({"sockets": count, **told}))
