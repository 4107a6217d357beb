"""The examples of docs/api.md, run exactly as they stand there."""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from helpdesk.accounts.actions.order_sources import make_source
from helpdesk.accounts.hook_signing import signature_of
from helpdesk.commerce.models import Order
from tests.api.conftest import program_of
from tests.cast import Cast
from tests.live import LiveServer

TEXT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
HOST = "https://desk.example.com"
BODY = '{"orders": [{"number": "订单"}]}'.encode()


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def run(script: str, **environment: str) -> Any:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
        capture_output=True,
        timeout=30,
        check=True,
    )
    return json.loads(done.stdout)


needs_curl = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@needs_curl
def test_every_call_answers(live: LiveServer, real_cast: Cast) -> None:
    word = program_of(real_cast.lan).word
    told = [run(one.replace(HOST, live.url), TOKEN=word) for one in blocks("sh")]
    shop, paid, changed, stored, batch = told
    assert shop["shop"]["slug"] == real_cast.shop.slug
    assert paid["results"] == changed["results"] == []
    assert stored["outcome"] == "created"
    [written] = [json.loads(one) for one in blocks("json") if "counts" in one]
    assert batch["counts"] == written["counts"]
    assert [row["outcome"] for row in batch["rows"]] == [row["outcome"] for row in written["rows"]]
    assert batch["rows"][0] == written["rows"][0]
    assert Order.objects.filter(shop=real_cast.shop).count() == 2


@needs_curl
@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_the_push_is_taken_once(live: LiveServer, real_cast: Cast) -> None:
    source, secret = make_source(actor=real_cast.lan.user, shop_id=real_cast.shop.pk, name="ERP")
    [script] = blocks("bash")
    given = {"SECRET": secret, "PUSH_ADDRESS": f"{live.url}/api/hooks/orders/{source.key}/"}
    assert run(script, **given)["counts"]["created"] == 1
    assert run(script, **given)["error"]["code"] == "hook_replayed"


def test_the_python_signs_as_we_do() -> None:
    [code] = blocks("python")
    names: dict[str, Any] = {}
    exec(code, names)
    stamp = str(int(time.time()))
    assert names["signature"]("whs_x", stamp, BODY) == "sha256=" + signature_of(
        "whs_x", timestamp=stamp, body=BODY
    )


def test_the_javascript_signs_as_we_do(tmp_path: Path) -> None:
    [code] = blocks("js")
    (tmp_path / "sign.mjs").write_text(
        code + f'\nconsole.log(signature("whs_x", "17", Buffer.from("{BODY.hex()}", "hex")));\n'
    )
    made = subprocess.run(
        ["node", tmp_path / "sign.mjs"], capture_output=True, text=True, check=True, timeout=30
    )
    assert made.stdout.strip() == "sha256=" + signature_of("whs_x", timestamp="17", body=BODY)


def test_every_code_that_is_written_exists() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("accounts", "commerce", "kernel")
        for path in (Path(settings.BASE_DIR) / "helpdesk" / folder).rglob("*.py")
    )
    for code in re.findall(r"`((?:hook|idempotency|scope|body|source|request)_[a-z_]+)`", TEXT):
        assert f'"{code}"' in sources, code
