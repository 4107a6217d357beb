"""An open loop: operations begin when a Poisson process says so, whatever became of the last.

Timers of event loops are whole milliseconds; a thread that sleeps until each moment is exact to
a tenth of that, and the same for floors and subject.
"""

import asyncio
import gc
import random
import threading
import time
from collections.abc import Callable

Fire = Callable[[int, float], None]
"""Called in the loop with the operation's number and its scheduled moment."""


def uncollected() -> None:
    """From here on the collector of cycles stays away, until the process ends. In the load it held
    all that had been heard so far and kept it for 20 ms now and then: a pause of the measuring
    that was taken for one of what is measured."""
    gc.collect()
    gc.freeze()
    gc.disable()


def poisson(rate: float, seconds: float, seed: int) -> list[float]:
    """Moments from 0 on, ``rate`` a second on average; the same for the same seed."""
    draw, moments, moment = random.Random(seed), [], 0.0
    while (moment := moment + draw.expovariate(rate)) < seconds:
        moments.append(moment)
    return moments


async def pace(moments: list[float], fire: Fire) -> None:
    """Fire each at its moment from now on; returns when the last was fired."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    begin = time.perf_counter() + 0.05

    def run() -> None:
        for number, moment in enumerate(moments):
            due = begin + moment
            if (left := due - time.perf_counter()) > 0:
                time.sleep(left)
            loop.call_soon_threadsafe(fire, number, due)
        loop.call_soon_threadsafe(done.set)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    await done.wait()
    thread.join()
