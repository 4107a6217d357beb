"""`manage.py guard`: a sentence a line in, a line of JSON each out."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command


def judge(
    monkeypatch: pytest.MonkeyPatch, file: str, piped: bytes = b""
) -> list[dict[str, object]]:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(piped)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=written))
    call_command("guard", file)
    return [json.loads(line) for line in written.getvalue().decode().splitlines()]


def test_a_line_each_and_an_empty_one_is_ok(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "said.txt"
    file.write_bytes("\ufeff哦\r\n\n您好，在的\n加我微信聊".encode())
    said = judge(monkeypatch, str(file))
    assert [line["level"] for line in said] == ["warn", "ok", "ok", "block"]
    assert set(said[3]["hits"][0]) == {"class", "text", "why", "rewrite"}  # type: ignore[index]
    assert said == judge(monkeypatch, "-", file.read_bytes())


def test_what_is_not_utf8_is_said_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="line 2: not UTF-8"):
        judge(monkeypatch, "-", "您好\n".encode() + "不知道".encode("gb18030"))
    with pytest.raises(CommandError, match="cannot be read"):
        judge(monkeypatch, str(tmp_path / "none.txt"))
