"""The supervisor's end of the undertaker's pipe."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

SCRIPT = Path(__file__).with_name("undertaker.py")
GRACE_SECONDS = 6.0


class Burial:
    """Tells the undertaker which process groups must not outlive this process.

    They have `grace` seconds to end by their own death signals before they are killed.
    """

    def __init__(self, grace: float = GRACE_SECONDS) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(SCRIPT), str(grace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch(self, group: int) -> None:
        """The group exists from now on."""
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        """The group is gone; its number may become somebody else's."""
        self._tell(f"-{group}\n")

    def close(self) -> None:
        """End the undertaker; it buries what is still listed first."""
        pipe = self._process.stdin
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        with suppress(BrokenPipeError):  # somebody killed it: the death signals remain
            pipe.write(line.encode())
            pipe.flush()
