"""Whatever a page complains about: console, scripts, requests, content security policy."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
addEventListener("unhandledrejection", (event) => console.error(`Unhandled: ${event.reason}`));
"""
LINE = r"WebSocket connection to|net::ERR_|Failed to fetch|modulepreload"
LEFT = "net::ERR_ABORTED"
"""A page that was left with requests under way is no fault."""


class Witness:
    """Sees every page of its contexts; `complaints` must be empty in the end."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self._allowed: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        watch(context, lambda: self)

    def allow(self, pattern: str) -> None:
        """From now on, complaints like this are expected."""
        self._allowed.append(pattern)

    @contextmanager
    def line_down(self) -> Iterator[None]:
        """While the line is down, the browser itself says so in the console."""
        self._allowed.append(LINE)
        try:
            yield
        finally:
            self._allowed.remove(LINE)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "assert"}:
            self.note(f"console: {message.text} ({message.location.get('url')})")

    def failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self.note(f"request: {request.method} {request.url} {request.failure}")

    def answered(self, response: Response) -> None:
        if response.status >= 400:
            self.note(f"answer: {response.status} {response.url}")

    def note(self, complaint: str) -> None:
        if not any(re.search(pattern, complaint) for pattern in self._allowed):
            self.complaints.append(complaint)


def watch(context: BrowserContext, witness: Callable[[], Witness | None]) -> None:
    """Every page of this browser tells the witness of the moment."""

    def tell(how: Callable[[Witness, Any], None]) -> Callable[[Any], None]:
        def told(what: Any) -> None:
            there = witness()
            if there is not None:
                how(there, what)

        return told

    def see(page: Page) -> None:
        page.on("console", tell(Witness.heard))
        page.on("pageerror", tell(lambda there, error: there.note(f"script: {error}")))
        page.on("requestfailed", tell(Witness.failed))
        page.on("response", tell(Witness.answered))

    context.add_init_script(TELL_VIOLATIONS)
    context.on("page", see)
