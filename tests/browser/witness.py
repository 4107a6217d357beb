"""Whatever a page complains about: console, scripts, requests, content security policy."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

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
        context.add_init_script(TELL_VIOLATIONS)
        context.on("page", self._see)

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

    def _see(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "assert"}:
            self._note(f"console: {message.text} ({message.location.get('url')})")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self._note(f"request: {request.method} {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"answer: {response.status} {response.url}")

    def _note(self, complaint: str) -> None:
        if not any(re.search(pattern, complaint) for pattern in self._allowed):
            self.complaints.append(complaint)
