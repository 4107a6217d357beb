"""A pytest plugin: a failure is told when it happens, not only at the end of the run.

A run that is cut off would otherwise say "F" and not whose. At the end it says which files took
the time and how much of its budget a whole run took, so that the budget has somebody to look at;
twice the budget fails the run, for no busy machine explains that.
"""

import os
import time
from collections import Counter

import pytest

SHOWN = 15
"""Files named at the end."""

LINES = 8
"""Of what went wrong: a browser's wait names in them what it looked for and what it found."""

BUDGET_MINUTES = 10
OVER = "SUITE_BUDGET_MINUTES"
"""Environment: another budget, for a machine of another size."""

_seconds: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(Telling(config), "telling")


class Telling:
    """Speaks in the process that prints; xdist's workers send it their reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._began = time.monotonic()
        self._budget = 60 * float(os.environ.get(OVER, BUDGET_MINUTES))
        self._whole = (
            config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.keyword
        )

    @property
    def _took(self) -> float:
        return time.monotonic() - self._began

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._whole and self._took > 2 * self._budget and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        _seconds[report.nodeid.split("::", 1)[0]] += report.duration
        if report.outcome in ("failed", "rerun"):
            crash = getattr(report.longrepr, "reprcrash", None)
            lines = crash.message.strip().splitlines() if crash else []
            if lines and "Traceback" in lines[0]:
                lines = lines[-1:]  # another process' traceback says what it was at its end
            said = "\n    ".join(line[:300] for line in lines[:LINES])
            place = f" ({os.path.relpath(crash.path)}:{crash.lineno})" if crash else ""
            self._line(f"\n{report.outcome} in {report.when}: {report.nodeid}{place}\n    {said}")

    def pytest_terminal_summary(self) -> None:
        self._line("\nWhere the time went, in seconds of one worker:")
        for file, spent in _seconds.most_common(SHOWN):
            self._line(f"{spent:8.1f}  {file}")
        if self._whole:
            budget = f"{self._budget / 60:g} minutes of docs/budgets.md"
            self._line(f"\nThe suite took {self._took / 60:.1f} of the {budget}.")
            if self._took > 2 * self._budget:
                self._line("That is twice as much: the run has failed for it (tests/telling.py).")

    def _line(self, words: str) -> None:
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line(words)
