"""Dialogues through real sockets while things break: every message stored once, in order."""

from pathlib import Path

import pytest

from tests.faults.stack import ROOT, Stack, stack

WRITTEN = ROOT / "helpdesk/demo_shop/dialogues.tsv"
JDDC = ROOT.parent / "shared/data/jddc_sample/chat.txt"

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("faults")]


def as_stored(lines: list[str]) -> list[str]:
    """The input as export_replay prints it: dialogue, is_agent, text; empty lines left out."""
    cells = [line.split("\t", 6) for line in lines if line]
    return [f"{cell[0]}\t{cell[2]}\t{cell[6]}" for cell in cells if cell[6].strip()]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Stack:
    with stack(tmp_path_factory.mktemp("stack")) as made:
        yield made


def holds(broken: Stack, file: Path, said: dict[str, object]) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    wanted = as_stored(lines)
    assert (said["lost"], said["duplicated"], said["disordered"]) == (0, 0, 0)
    assert said["sent"] == said["stored"] == said["received"] == len(wanted)
    export = broken.manage("export_replay", str(said["run"]))
    assert export.stdout.split("\n")[:-1] == wanted


def test_the_written_dialogues_arrive(broken: Stack) -> None:
    said = broken.replay(WRITTEN, speed=300).verdict()
    assert said["skipped"] == 1
    holds(broken, WRITTEN, said)


def test_they_arrive_though_the_server_is_killed_and_redis_stops(broken: Stack) -> None:
    replay = broken.replay(WRITTEN, speed=60)
    replay.wait_for(100)
    broken.kill_web()
    broken.servers.redis.stop()
    replay.wait_for(200)
    broken.kill_web()
    replay.wait_for(300)
    broken.servers.redis.start()
    said = replay.verdict()
    assert broken.deaths >= 2
    assert said["reconnects"] > 0
    holds(broken, WRITTEN, said)


def test_they_arrive_though_postgres_restarts(broken: Stack) -> None:
    replay = broken.replay(WRITTEN, speed=60)
    replay.wait_for(100)
    broken.servers.postgres.restart()
    holds(broken, WRITTEN, replay.verdict())


@pytest.mark.skipif(not JDDC.exists(), reason="shared/data is not here: no JDDC sample to play")
def test_real_dialogues_arrive_though_the_server_is_killed(broken: Stack, tmp_path: Path) -> None:
    part = tmp_path / "part.txt"
    lines = JDDC.read_text(encoding="utf-8").split("\n")
    names = list(dict.fromkeys(line.split("\t", 1)[0] for line in lines if line))[:100]
    chosen = set(names)
    part.write_text(
        "\n".join(line for line in lines if line.split("\t", 1)[0] in chosen), encoding="utf-8"
    )
    replay = broken.replay(part, speed=200)
    replay.wait_for(400)
    broken.kill_web()
    holds(broken, part, replay.verdict())
