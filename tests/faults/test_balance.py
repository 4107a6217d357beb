"""The balance that stands in for nginx: what it leaves open, and what it passes on to the end."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.embedded.processes import eventually
from tests.faults.balance import Balance

WORDS = b"x" * 300_000


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture
def balance(server: socket.socket) -> Iterator[Balance]:
    made = Balance([server.getsockname()[1]])
    made.start()
    yield made
    made.stop()


def connect(balance: Balance) -> socket.socket:
    return socket.create_connection(("127.0.0.1", balance.port), 5)


def test_who_gives_up_leaves_nothing_waiting(server: socket.socket, balance: Balance) -> None:
    """The server is too busy to accept: who comes again must not pile up before it."""
    port = server.getsockname()[1]
    clients = [connect(balance) for _ in range(5)]
    assert eventually(lambda: balance.open[port] == 5)
    for client in clients:
        client.close()
    assert eventually(lambda: balance.open[port] == 0)


def test_what_a_server_says_last_arrives(server: socket.socket, balance: Balance) -> None:
    def answer() -> None:
        accepted, _ = server.accept()
        with accepted:
            accepted.sendall(WORDS)

    thread = threading.Thread(target=answer)
    thread.start()
    heard = b""
    with connect(balance) as client:
        while chunk := client.recv(65536):
            heard += chunk
    thread.join()
    assert heard == WORDS
