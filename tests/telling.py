"""A pytest plugin: a failure is told when it happens, not only at the end of the run.

A run that is cut off would otherwise say "F" and not whose. At the end it says which files took
the time, so that the suite's budget has somebody to look at.
"""

import os
from collections import Counter

import pytest

SHOWN = 15
"""Files named at the end."""

_seconds: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(Telling(config), "telling")


class Telling:
    """Speaks in the process that prints; xdist's workers send it their reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        _seconds[report.nodeid.split("::", 1)[0]] += report.duration
        if report.outcome in ("failed", "rerun"):
            crash = getattr(report.longrepr, "reprcrash", None)
            said = crash.message.split("\n", 1)[0] if crash else ""
            self._line(f"\n{report.outcome} in {report.when}: {report.nodeid}\n    {said[:300]}")

    def pytest_terminal_summary(self) -> None:
        self._line("\nWhere the time went, in seconds of one worker:")
        for file, spent in _seconds.most_common(SHOWN):
            self._line(f"{spent:8.1f}  {file}")

    def _line(self, words: str) -> None:
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(words)
