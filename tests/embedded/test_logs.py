"""A log is shortened when a child starts, never lost."""

from pathlib import Path

from helpdesk.embedded.spawning import LOG_CAP_BYTES, LOG_KEEPS_BYTES, cap_log


def test_a_small_log_stays(tmp_path: Path) -> None:
    log = tmp_path / "log" / "web.log"
    cap_log(log)
    log.write_text("line\n")
    cap_log(log)
    assert log.read_text() == "line\n"


def test_a_large_log_keeps_its_end(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("old line\n" * (LOG_CAP_BYTES // 9 + 1) + "last line\n")
    cap_log(log)
    assert log.stat().st_size <= LOG_KEEPS_BYTES + 100
    lines = log.read_text().splitlines()
    assert lines[0] == "(earlier lines dropped)"
    assert set(lines[1:]) == {"old line", "last line"}
    assert lines[-1] == "last line"
