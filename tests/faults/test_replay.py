"""Dialogues through real sockets while things break: every message stored once, in order."""

import random
from pathlib import Path

import pytest
from redis import Redis

from tests.faults.balance import Balance
from tests.faults.processes import ROOT
from tests.faults.replaying import WRITTEN, part_of, wanted_of
from tests.faults.stack import Stack, until

JDDC = ROOT.parent / "shared/data/jddc_sample/chat.txt"
SPEED = 120
TAKE_ONE_AWAY_SQL = """DELETE FROM conversations_entry WHERE (conversation_id, seq) IN (
    SELECT c.id, 2 FROM conversations_conversation c
    JOIN commerce_buyer b ON b.id = c.buyer_id WHERE b.visitor_key LIKE %s LIMIT 1)"""


def test_what_was_played_is_exported_and_the_proof_can_fail(broken: Stack, tmp_path: Path) -> None:
    """One of them has a line without words. In the end one message is taken away: it is told."""
    part = part_of(WRITTEN, 5, tmp_path, skip=55)
    replay = broken.replay(part, speed=300)
    said = replay.holds()
    assert said["skipped"] == 1
    run = str(said["run"])
    wanted = [f"{name}\t{is_agent}\t{text}" for name, is_agent, text in wanted_of(part)]
    assert broken.manage("export_replay", run).stdout.split("\n")[:-1] == wanted
    broken.change(TAKE_ONE_AWAY_SQL, [f"{run}-%"])
    with pytest.raises(AssertionError):
        replay.stored_as_wanted(run)


def test_serving_processes_are_killed_at_random_moments(
    broken: Stack, few: Path, chance: random.Random
) -> None:
    deaths, replay = broken.deaths, broken.replay(few, speed=SPEED)
    moments = sorted(chance.sample(range(10, replay.total - 20), 4))
    for moment in moments:
        replay.wait_for(moment)
        web = chance.choice(broken.webs)
        until(lambda web=web: web.runs)
        web.kill()
    assert replay.holds()["reconnects"] > 0
    until(lambda: broken.deaths == deaths + len(moments))


def test_of_two_serving_processes_one_dies_and_the_other_goes_on(broken: Stack, few: Path) -> None:
    """Buyers on the first, agents on the second; the second never notices."""
    first, second = broken.ports
    buyers = Balance([first, second], in_order=True)
    desks = Balance([second, first], in_order=True)
    buyers.start()
    desks.start()
    try:
        replay = broken.replay(few, speed=SPEED, url=buyers.url, desk_url=desks.url)
        replay.wait_for(40)
        assert desks.open[second] and buyers.open[first]
        assert not desks.open[first] and not buyers.open[second]
        broken.webs[0].hold()
        replay.wait_for(120)
        assert buyers.open[second], "buyers went on by the process that was left"
        broken.webs[0].release()
        said = replay.holds()
    finally:
        buyers.stop()
        desks.stop()
    assert said["desk_reconnects"] == 0
    assert said["reconnects"] > 0


def test_redis_stops_for_a_while_and_forgets_everything(broken: Stack, few: Path) -> None:
    replay = broken.replay(few, speed=SPEED)
    replay.wait_for(30)
    broken.servers.redis.stop()
    replay.wait_for(110)
    broken.servers.redis.start()
    for moment in (120, 140):
        replay.wait_for(moment)
        Redis.from_url(broken.servers.redis_url).flushall()
    assert replay.holds()["reconnects"] == 0, "no socket hangs on Redis"


def test_postgres_restarts_and_crashes(broken: Stack, few: Path) -> None:
    replay = broken.replay(few, speed=SPEED)
    replay.wait_for(30)
    broken.servers.postgres.restart()
    replay.wait_for(100)
    broken.crash_postgres()
    replay.holds()


def test_it_all_happens_at_once(broken: Stack, few: Path) -> None:
    replay = broken.replay(few, speed=SPEED)
    replay.wait_for(50)
    broken.servers.redis.stop()
    broken.servers.postgres.stop()
    for one in (*broken.webs, *broken.workers, *broken.beats):
        one.kill()
    broken.servers.postgres.start()
    replay.wait_for(100)
    broken.servers.redis.start()
    assert replay.holds()["reconnects"] > 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not JDDC.exists(), reason="shared/data is not here: no JDDC sample to play")
def test_all_real_dialogues_arrive_though_both_are_killed(
    broken: Stack, chance: random.Random
) -> None:
    replay = broken.replay(JDDC, speed=300)
    for moment in sorted(chance.sample(range(200, replay.total - 200), 8)):
        replay.wait_for(moment, patience=600)
        chance.choice(broken.webs).kill()
    replay.holds()
