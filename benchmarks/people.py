"""Signing in as people do: the form with its password, and the token of a buyer's page."""

import http.client
import json
import re
from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import urlencode

SLUG, PASSWORD = "bench", "measured-by-the-clock-7"
HOST = "127.0.0.1"


def sign_in(port: int, username: str) -> str:
    """An agent's session cookie, by the form at /sign-in/."""
    page = http.client.HTTPConnection(HOST, port, timeout=30)
    page.request("GET", "/sign-in/")
    answer = page.getresponse()
    form, jar = answer.read().decode(), SimpleCookie()
    _keep(jar, answer)
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    if found is None:
        raise RuntimeError("The sign-in page has no form.")
    body = urlencode({"csrfmiddlewaretoken": found[1], "username": username, "password": PASSWORD})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
        "Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items()),
        "Referer": f"http://{HOST}:{port}/sign-in/",
    }
    page.request("POST", "/sign-in/", body, headers)
    answer = page.getresponse()
    said = json.loads(answer.read())
    if not said.get("ok"):
        raise RuntimeError(f"{username} cannot sign in: {said}")
    _keep(jar, answer)
    page.close()
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


def visitor_tokens(port: int, count: int) -> list[str]:
    """A token for each of so many buyers, forty behind one address: more would be slowed down."""
    tokens: list[str] = []
    for address in _addresses():
        line = http.client.HTTPConnection(HOST, port, timeout=30, source_address=(address, 0))
        for _ in range(min(40, count - len(tokens))):
            line.request("POST", f"/chat/{SLUG}/visitor/")
            tokens.append(json.loads(line.getresponse().read())["token"])
        line.close()
        if len(tokens) >= count:
            return tokens
    raise RuntimeError("There are not enough loopback addresses.")


def _addresses() -> Iterable[str]:
    """Every address below 127. is this machine's."""
    return (f"127.0.{third}.{fourth}" for third in range(1, 255) for fourth in range(1, 255))


def _keep(jar: SimpleCookie, answer: http.client.HTTPResponse) -> None:
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            jar.load(value)
