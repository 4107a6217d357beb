"""Ask the web process whether it is up."""

import urllib.error
import urllib.request

ANSWER_TIMEOUT = 2.0  # seconds
LOADED_TIMEOUT = 10.0  # of a machine that is full on purpose


def missing(port: int) -> str:
    """What GET /healthz still lacks, as a sentence; empty when it answers 200."""
    try:
        _ask(port, ANSWER_TIMEOUT)
        return ""
    except urllib.error.HTTPError as error:
        body = error.read(300).decode(errors="replace").strip()
        return f"/healthz answers {error.code}: {body}"
    except (OSError, ValueError):
        return "the web process does not answer yet"


def answers(port: int) -> bool:
    """Whether anything speaks HTTP there; that a worker is missing is an answer too."""
    try:
        _ask(port, LOADED_TIMEOUT)
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _ask(port: int, timeout: float) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=timeout):
        pass
