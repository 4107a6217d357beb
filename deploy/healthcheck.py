"""Health of a container: `healthcheck.py answers PORT` or `healthcheck.py alive PART`.

`answers`: an HTTP server in this container answers, whatever it says: a page server is not ill
because a worker is away. `alive`: `/healthz` of the web service calls the part (worker, beat)
"ok". Exits 0 or 1; the sentence is in the container's health log.
"""

import http.client
import json
import os
import sys

TIMEOUT = 4.0  # seconds
WEB = ("web", 8000)


def answers(port: int) -> str:
    """An empty string, or why not."""
    try:
        _get("127.0.0.1", port)
    except (OSError, http.client.HTTPException) as error:
        return f"Nothing answers on port {port}: {error}."
    return ""


def alive(part: str) -> str:
    """An empty string, or what /healthz says about the part."""
    try:
        checks = json.loads(_get(*WEB))["checks"]
    except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
        return f"The web service gives no /healthz: {error!r}."
    said = str(checks.get(part, "not checked"))
    return "" if said == "ok" else f"{part}: {said}."


def _get(host: str, port: int) -> bytes:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz", headers={"Host": _allowed_host()})
        return connection.getresponse().read()
    finally:
        connection.close()


def _allowed_host() -> str:
    """A host name Django accepts here: the first of ALLOWED_HOSTS."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else "localhost"


if __name__ == "__main__":
    kind, subject = sys.argv[1:3]
    problem = answers(int(subject)) if kind == "answers" else alive(subject)
    print(problem or "ok")
    sys.exit(1 if problem else 0)
