"""`with_servers` lends a command its servers and hands back its exit code."""

import os
import subprocess
import sys

from .processes import PROJECT

CLEAN = {key: value for key, value in os.environ.items() if not key.endswith("_URL")}


def lend(*command: str, **extra: str) -> subprocess.CompletedProcess[str]:
    module = [sys.executable, "-m", "helpdesk.embedded.with_servers", "--"]
    return subprocess.run(
        [*module, *command],
        cwd=PROJECT,
        env=CLEAN | extra,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_gets_both_servers_and_its_code_comes_back() -> None:
    code = "import os, sys, psycopg, redis\n"
    code += "psycopg.connect(os.environ['DATABASE_URL']); redis.from_url(os.environ['REDIS_URL'])"
    code += ".ping(); sys.exit(7 if os.environ['SECRET_KEY'] else 8)"
    assert lend(sys.executable, "-c", code).returncode == 7


def test_servers_already_named_are_left_alone() -> None:
    done = lend("sh", "-c", "echo $DATABASE_URL", DATABASE_URL="mine", REDIS_URL="mine too")
    assert done.stdout == "mine\n"


def test_one_url_alone_is_a_sentence() -> None:
    done = lend("true", REDIS_URL="x")
    assert done.returncode == 2
    assert "DATABASE_URL is not" in done.stderr


def test_a_command_that_does_not_exist_is_a_sentence() -> None:
    done = lend("no-such-command", DATABASE_URL="x", REDIS_URL="y")
    assert done.returncode == 2
    assert done.stderr.startswith("no-such-command cannot be run")
