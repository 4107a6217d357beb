"""What a page's main thread spent, in its own time: a busy machine makes it no larger."""

from collections.abc import Callable

from playwright.sync_api import CDPSession, Page


class Effort:
    """Reads the browser's own account of a page."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _metric(self, name: str) -> float:
        told = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(metric["value"] for metric in told if metric["name"] == name))

    def of(self, work: Callable[[], object]) -> float:
        """Seconds of the main thread that this took."""
        before = self._metric("TaskDuration")
        work()
        return self._metric("TaskDuration") - before
