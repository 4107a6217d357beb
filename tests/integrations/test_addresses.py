"""Where deliveries may go, and where not, whatever a name says."""

import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from helpdesk.integrations.addresses import is_outside, read_address
from helpdesk.integrations.errors import (
    AddressInside,
    AddressNotSecure,
    AddressWrong,
    PortNotAllowed,
)
from helpdesk.integrations.gateways import guarded
from helpdesk.integrations.gateways.posting import Outcome, post
from helpdesk.integrations.models.delivery import ANSWER_BYTES
from tests.integrations.receiver import Receiver, code

INSIDE = [
    *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "0.0.0.0"),
    *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "255.255.255.255"),
    *("224.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1"),
    *("::ffff:169.254.169.254", "2001:0:4136:e378::", "fec0::1"),
]
OUTSIDE = ["8.8.8.8", "114.114.114.114", "2400:3200::1", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", INSIDE)
def test_inside(address: str) -> None:
    assert not is_outside(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_outside(address: str) -> None:
    assert is_outside(ip_address(address))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", AddressWrong),
        ("erp.example.com", AddressWrong),
        ("ftp://erp.example.com/", AddressWrong),
        ("https://lan:secret@erp.example.com/", AddressWrong),
        ("https://erp/", AddressWrong),
        ("https://2130706433/", AddressWrong),
        ("https://erp.example.com:99999/", AddressWrong),
        ("https://erp.example.com\\@10.0.0.1/", AddressWrong),
        ("https://erp.exa mple.com/", AddressWrong),
        ("https://中文.example.com/", AddressWrong),
        ("https://" + "a" * 500 + ".example.com/", AddressWrong),
        ("http://erp.example.com/", AddressNotSecure),
        ("http://127.0.0.1:8000/", AddressNotSecure),
        ("https://localhost/", AddressInside),
        ("https://127.0.0.1/", AddressInside),
        ("https://[::1]/", AddressInside),
        ("https://[::ffff:127.0.0.1]/", AddressInside),
        ("https://169.254.169.254/latest/", AddressInside),
        ("https://10.0.0.1/", AddressInside),
        ("https://erp.example.com:25/", PortNotAllowed),
        ("https://erp.example.com:80/", PortNotAllowed),
    ],
)
def test_what_is_typed_and_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_address(typed)


def test_what_is_typed_and_taken() -> None:
    assert read_address(" https://erp.example.com ") == "https://erp.example.com/"
    kept = "https://erp.example.com:8443/hook?shop=1"
    assert read_address(f"{kept}#top") == kept


def test_the_demo_may_reach_this_machine_and_no_other(loopback: None) -> None:
    assert read_address("http://127.0.0.1:9310/x") == "http://127.0.0.1:9310/x"
    for typed, error in {
        "http://10.0.0.1/": AddressNotSecure,
        "https://10.0.0.1/": AddressInside,
        "http://erp.example.com/": AddressNotSecure,
    }.items():
        with pytest.raises(error):
            read_address(typed)


def send(address: str, seconds: float = 10.0) -> Outcome:
    return post(address=address, headers={"X-Test": "1"}, body=b"{}", seconds=seconds)


@pytest.fixture
def listening() -> Iterator[Receiver]:
    """Somebody on this machine who must not be reached."""
    opened = Receiver()
    yield opened
    opened.stop()


HOSTS = ("127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0.0.0.0")


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", [*HOSTS, "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_reached_by_any_name(
    listening: Receiver, scheme: str, host: str
) -> None:
    outcome = send(f"{scheme}://{host}:{listening.port}/")
    assert (outcome.code, outcome.problem) == (None, "inside")
    assert listening.requests == []


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[fd00:ec2::254]"])
def test_neighbours_are_not_even_called(host: str) -> None:
    started = time.monotonic()
    assert send(f"https://{host}/").problem == "inside"
    assert time.monotonic() - started < 1


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """The resolver says this; who was asked for."""
    asked: list[str] = []

    def said(host: str, port: int, **rest: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(guarded.socket, "getaddrinfo", said)
    return asked


def test_a_name_that_leads_to_this_machine(
    listening: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "127.0.0.1")
    assert send(f"https://erp.example.com:{listening.port}/").problem == "inside"
    answers(monkeypatch, "8.8.8.8", "127.0.0.1")
    assert send(f"https://erp.example.com:{listening.port}/").problem == "inside"
    assert listening.requests == []


def test_a_name_is_asked_once_and_the_judged_address_is_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second look (DNS rebinding) gets no second look."""
    asked = answers(monkeypatch, "127.0.0.1")
    assert send(f"http://erp.example.com:{receiver.port}/").code == 200
    assert asked == ["erp.example.com"]
    assert receiver.requests[0].headers["Host"] == f"erp.example.com:{receiver.port}"


def test_plain_http_goes_to_this_machine_only(
    loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "8.8.8.8")
    assert send("http://erp.example.com:8000/").problem == "inside"


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.answer = code(302, Location=f"http://127.0.0.1:{receiver.port}/inside")
    outcome = send(receiver.address)
    assert (outcome.code, outcome.problem, outcome.is_delivered) == (302, "redirect", False)
    assert [request.path for request in receiver.requests] == ["/hook"]


def test_of_a_huge_answer_no_more_is_read_than_is_kept(receiver: Receiver) -> None:
    written = []

    def huge(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(2000):
            written.append(handler.wfile.write(b"x" * 65536))

    receiver.answer = huge
    started = time.monotonic()
    outcome = send(receiver.address)
    assert outcome.code == 200 and outcome.answer == "x" * ANSWER_BYTES
    assert time.monotonic() - started < 3
    time.sleep(0.2)
    assert sum(written) < 64 * 2**20, "the line was left, the rest stays with them"


def drip(head: bool) -> Any:
    """An answer that comes a byte at a time, and never ends."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not head:
            handler.send_response(200)
            handler.end_headers()
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: " if head else b"")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize("head", [True, False], ids=["in the head", "in the body"])
def test_a_slow_answer_ends_at_the_deadline(receiver: Receiver, head: bool) -> None:
    receiver.answer = drip(head)
    started = time.monotonic()
    outcome = send(receiver.address, seconds=0.5)
    assert outcome.problem == "timeout" and outcome.code is None
    assert time.monotonic() - started < 1.5


def test_a_resolver_that_says_nothing_ends_at_the_deadline(
    loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded.socket, "getaddrinfo", lambda *a, **k: time.sleep(3))
    started = time.monotonic()
    assert send("https://erp.example.com/", seconds=0.3).problem == "timeout"
    assert time.monotonic() - started < 1


def test_a_handshake_that_never_ends_ends_at_the_deadline(loopback: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        started = time.monotonic()
        outcome = send(f"https://127.0.0.1:{mute.getsockname()[1]}/", seconds=0.4)
    assert outcome.problem == "timeout" and time.monotonic() - started < 1.5


def test_nobody_there_and_no_such_name(loopback: None) -> None:
    gone = Receiver()
    gone.stop()
    assert send(gone.address).problem == "closed"
    assert send("https://no-such-name.invalid/").problem == "name"


def test_an_answer_with_odd_bytes_is_kept_readably(receiver: Receiver) -> None:
    def odd(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(500)
        handler.end_headers()
        handler.wfile.write("坏了".encode() + b"\xff\x00\x1b[31m")

    receiver.answer = odd
    assert send(receiver.address).answer == "坏了\ufffd\ufffd\ufffd[31m"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost, signed by itself; key and certificate in one file."""
    made = tmp_path / "both.pem"
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost "
        f"-keyout {tmp_path}/key.pem -out {tmp_path}/crt.pem",
        shell=True,
        check=True,
        capture_output=True,
    )
    made.write_bytes((tmp_path / "key.pem").read_bytes() + (tmp_path / "crt.pem").read_bytes())
    return made


def test_https_is_checked(
    receiver: Receiver, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    receiver.server.socket = context.wrap_socket(
        receiver.server.socket, server_side=True, do_handshake_on_connect=False
    )
    address = f"https://localhost:{receiver.port}/"
    assert send(address).problem == "tls", "nobody vouches for it"
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert send(address).code == 200
    assert send(f"https://127.0.0.1:{receiver.port}/").problem == "tls", "another name"
    assert threading.active_count() < 50
