"""What docker-compose.yml and its neighbours promise, read without Docker."""

import importlib.util
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import ModuleType
from typing import Any

import pytest
import yaml

from .processes import PROJECT

COMPOSE_TEXT = (PROJECT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
NGINX = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
VARIABLE = re.compile(r"(?<!\$)\$\{(?P<name>\w+)(?P<rest>[^}]*)\}")


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PROJECT / "deploy" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_part_of_the_desk_is_a_service() -> None:
    parts = {"postgres", "redis", "prepare", "web", "sockets", "worker", "beat", "proxy"}
    assert set(COMPOSE["services"]) == parts


@pytest.mark.parametrize("name", sorted(set(COMPOSE["services"]) - {"prepare"}))
def test_every_lasting_service_restarts_and_is_watched(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"]


def test_every_volume_is_declared_and_the_data_has_one() -> None:
    used = {
        mount.split(":")[0]
        for service in COMPOSE["services"].values()
        for mount in service.get("volumes", [])
        if not mount.startswith(".")
    }
    assert used == set(COMPOSE["volumes"])
    assert "postgres-data:/var/lib/postgresql" in COMPOSE["services"]["postgres"]["volumes"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    open_to_all = [name for name, service in COMPOSE["services"].items() if "ports" in service]
    assert open_to_all == ["proxy"]


def test_no_secret_has_a_default() -> None:
    for found in VARIABLE.finditer(COMPOSE_TEXT):
        if re.search("PASSWORD|SECRET|TOKEN|KEY", found["name"]):
            assert found["rest"].startswith(":?"), f"{found['name']} must be asked for"


def test_every_variable_has_a_default_or_is_documented() -> None:
    example = PROJECT / ".env.example"
    documented = set(re.findall(r"^#?\s*(\w+)=", example.read_text("utf-8"), re.MULTILINE))
    for found in VARIABLE.finditer(COMPOSE_TEXT):
        has_default = found["rest"].startswith(":-")
        assert has_default or found["name"] in documented, f"{found['name']} is not documented"


def test_sockets_run_as_in_the_demo() -> None:
    command = COMPOSE["services"]["sockets"]["command"]
    for option in ("--ws=websockets-sansio", "--ws-max-size=65536", "--lifespan=on"):
        assert option in command


def test_the_proxy_sends_sockets_and_pages_apart() -> None:
    assert re.search(r"location /ws/ \{\s+proxy_pass http://sockets;", NGINX)
    assert re.search(r"location / \{\s+proxy_pass http://pages;", NGINX)
    for name, port in re.findall(r"server (\w+):(\d+) resolve", NGINX):
        assert name in COMPOSE["services"]
        assert port == {"web": "8000", "sockets": "8001"}[name]
    assert NGINX.count("{") == NGINX.count("}")


def test_the_proxy_hands_the_figures_on_to_nobody() -> None:
    assert re.search(r"location = /metrics \{\s+return 404;\s+\}", NGINX)


def test_the_image_leaves_the_embedded_servers_out_and_is_not_root() -> None:
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    pattern = re.search(r"'\^\((.+)\)'", dockerfile)
    assert pattern is not None
    pinned = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    for name in pattern[1].split("|"):
        assert re.search(f"^{name}[=\\[]", pinned, re.MULTILINE)
    assert "USER helpdesk" in dockerfile


class FakeHealth(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"checks": {"worker": "ok", "beat": "no sign of life"}}'
        self.send_response(503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


def test_the_container_health_check_tells_alive_from_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    check = load("healthcheck")
    with HTTPServer(("127.0.0.1", 0), FakeHealth) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(check, "WEB", ("127.0.0.1", server.server_port))
        assert check.answers(server.server_port) == ""
        assert check.alive("worker") == ""
        assert check.alive("beat") == "beat: no sign of life."
        server.shutdown()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "Nothing answers" in check.answers(unused.getsockname()[1])


def test_a_dead_upstream_is_told_by_our_page_and_kept_by_nobody() -> None:
    assert re.search(r"error_page 502 504 =503 /away\.html;", NGINX)
    page = re.search(r"location = /away\.html \{(.*?)\}", NGINX, re.S)
    assert page is not None
    for wanted in (
        "internal;",
        "root /srv/static;",
        "Cache-Control no-store always",
        "Retry-After",
    ):
        assert wanted in page[1]
    shown = (PROJECT / "static" / "away.html").read_text(encoding="utf-8")
    for name in re.findall(r'(?:src|href)="/static/([^"]+)"', shown):
        assert (PROJECT / "static" / name).is_file(), name
