"""Nothing outlives the process that started it, however that process ends."""

import signal
import threading
from pathlib import Path

import psycopg
import pytest

from helpdesk.embedded.servers import ThrowawayServers, throwaway

from .processes import alive, eventually, next_line, python

HOLD_SERVERS = """
import time
from helpdesk.embedded.servers import throwaway
with throwaway() as servers:
    print(servers.postgres.pid, servers.redis.pid, servers.folder)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_killing_the_parent_stops_both_servers(how: signal.Signals) -> None:
    parent = python(HOLD_SERVERS)
    postgres, redis, folder = next_line(parent).split()
    assert alive(int(postgres)) and alive(int(redis))
    parent.send_signal(how)
    parent.wait()
    assert eventually(lambda: not alive(int(postgres)) and not alive(int(redis)))
    with throwaway():  # sweeps what the killed one left
        assert not Path(folder).exists()


def test_a_server_started_by_a_short_lived_thread_goes_on(servers: ThrowawayServers) -> None:
    thread = threading.Thread(target=servers.postgres.restart)
    thread.start()
    thread.join()
    pid = servers.postgres.pid
    assert pid is not None
    assert not eventually(lambda: not alive(pid), within=0.5)
    with psycopg.connect(servers.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
