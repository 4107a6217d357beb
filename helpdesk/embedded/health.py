"""Ask the web process whether it is up."""

import urllib.error
import urllib.request

ANSWER_TIMEOUT = 2.0  # seconds


def missing(port: int) -> str:
    """What GET /healthz still lacks, as a sentence; empty when it answers 200."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=ANSWER_TIMEOUT):
            return ""
    except urllib.error.HTTPError as error:
        body = error.read(300).decode(errors="replace").strip()
        return f"/healthz answers {error.code}: {body}"
    except (OSError, ValueError):
        return "the web process does not answer yet"
