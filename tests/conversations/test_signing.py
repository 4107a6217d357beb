"""The examples of docs/widget.md make what the server accepts."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

import pytest

from conversations.identity import Claim, check

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "widget.md").read_text(encoding="utf-8")
SECRET = "0123456789abcdef" * 4


def example(language: str) -> str:
    (code,) = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return str(code)


def by_python(number: str, name: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(example("python"), names)
    made: dict[str, Any] = names["helpdesk_user"](SECRET, number, name)
    return made


def by_node(number: str, name: str) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    given = ", ".join(json.dumps(each) for each in (SECRET, number, name))
    code = f"{example('js')}\nconsole.log(JSON.stringify(helpdeskUser({given})));"
    ran = subprocess.run(
        [node, "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    made: dict[str, Any] = json.loads(ran.stdout)
    return made


@pytest.mark.parametrize("sign", [by_python, by_node])
@pytest.mark.parametrize(("number", "name"), [("42", "林小鱼"), ("u@x.cn", ""), ("7", "a|b 😀")])
def test_what_the_example_signs_is_accepted(
    sign: Callable[[str, str], dict[str, Any]], number: str, name: str
) -> None:
    made = sign(number, name)
    claim = Claim(made["id"], made["name"], made["expires"], made["hash"])
    check(claim, secret=SECRET, now=time())
