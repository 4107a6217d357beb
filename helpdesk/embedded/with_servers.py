"""`python -m helpdesk.embedded.with_servers -- COMMAND...`: run a command with both servers.

Starts throw-away servers and sets DATABASE_URL, REDIS_URL and the secrets for the command, where
the environment names none; with both URLs already set it only runs the command. Exits with the
command's code.
"""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Mapping

from .environment import external_servers
from .errors import EmbeddedError
from .servers import throwaway


def main(arguments: list[str]) -> int:
    """Run the command after `--`; its exit code, or 2 with a sentence when it cannot be run."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("Usage: python -m helpdesk.embedded.with_servers -- COMMAND...", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        if external_servers(os.environ) is not None:
            return _run(command, {})
        with throwaway() as servers:
            urls = {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
            return _run(command, urls)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 2


def _run(command: list[str], urls: Mapping[str, str]) -> int:
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PERSONAL_DATA_KEYS": secrets.token_hex(32),
        "PERSONAL_DATA_SEARCH_KEYS": secrets.token_hex(32),
    }
    env = {**made, **os.environ, **urls}
    try:
        process = subprocess.Popen(command, env=env)
    except OSError as error:
        raise EmbeddedError(f"{command[0]} cannot be run: {error.strerror}.") from error
    try:
        code = process.wait()
    except (KeyboardInterrupt, SystemExit):
        process.terminate()
        process.wait()
        raise
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
