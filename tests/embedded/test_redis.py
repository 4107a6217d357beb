"""The embedded Redis: on loopback, on the port it had, and stoppable for fault tests."""

import importlib.util
import socket
from pathlib import Path

import pytest
import redis

from helpdesk.embedded.account import server_account
from helpdesk.embedded.redis import RedisServer, free_port, prepare_redis
from helpdesk.embedded.running import RunningServer
from helpdesk.embedded.servers import ThrowawayServers


def test_it_answers_and_can_be_stopped_and_started(servers: ThrowawayServers) -> None:
    client = redis.Redis.from_url(servers.redis_url)
    assert client.set("key", "value")
    servers.redis.stop()
    with pytest.raises(redis.ConnectionError):
        client.ping()
    servers.redis.start()
    assert client.ping()


def test_publish_reaches_a_subscriber(servers: ThrowawayServers) -> None:
    client = redis.Redis.from_url(servers.redis_url)
    listener = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    listener.subscribe("shop:1")
    listener.get_message(timeout=2)
    client.publish("shop:1", "hint")
    received = listener.get_message(timeout=2)
    assert received is not None and received["data"] == b"hint"


def test_it_is_bound_to_loopback_only(servers: ThrowawayServers) -> None:
    port = int(servers.redis_url.rpartition(":")[2].partition("/")[0])
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    addresses = {
        line.split()[1].split(":")[0]
        for line in listening
        if line.split()[3] == "0A" and int(line.split()[1].split(":")[1], 16) == port
    }
    assert addresses == {"0100007F"}


def test_the_port_is_remembered_while_it_is_free(tmp_path: Path) -> None:
    account = server_account()
    port_file = tmp_path / "redis-port"
    first = prepare_redis(account, port_file=port_file).port
    assert prepare_redis(account, port_file=port_file).port == first
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert prepare_redis(account, port_file=port_file).port != first


@pytest.mark.skipif(not importlib.util.find_spec("fakeredis"), reason="fakeredis: Python 3.13 only")
def test_the_imitation_carries_hints_too(tmp_path: Path) -> None:
    imitation = RedisServer(free_port(), server_account(), None)
    assert "imitation" in imitation.description
    running = RunningServer(imitation, tmp_path / "redis.log")
    running.start()
    client = redis.Redis.from_url(imitation.redis_url)
    assert client.set("key", "value") and client.get("key") == b"value"
    running.stop()
    assert running.pid is None
