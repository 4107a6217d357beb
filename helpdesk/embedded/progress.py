"""What `make demo` shows while it starts: one calm line per step, with its seconds."""

import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

LABEL_COLUMNS = 44


class Progress:
    """Prints steps as they begin and end. Every line is flushed: it may go to a file."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self._line_open = False

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Show `label` now and the seconds it took when the block ends well."""
        started = time.monotonic()
        self._write(f"  {_padded(label, LABEL_COLUMNS)} ")
        self._line_open = True
        try:
            yield
        except BaseException:
            self._close_line()
            raise
        took = f"{time.monotonic() - started:5.1f} s"
        self._write(f"{took}\n" if self._line_open else f"  {label}: {took}\n")
        self._line_open = False

    def say(self, text: str) -> None:
        """A line of its own, also in the middle of a step."""
        self._close_line()
        self._write(f"{text}\n")

    def _close_line(self) -> None:
        if self._line_open:
            self._write("\n")
            self._line_open = False

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def _padded(text: str, columns: int) -> str:
    """`text` filled to a width in terminal columns, where a Chinese character takes two."""
    width = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * max(0, columns - width)
