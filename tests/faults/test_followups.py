"""Workers and both beats are away for an hour, and workers are killed as they come back: each
reminder is told once and each duty made once, by whoever is there."""

import json

from redis import Redis

from tests.faults.stack import Stack, until

ITEMS = 60
MAKE_DEBTS = f"""
import json
from datetime import timedelta
from helpdesk.kernel.clock import now
from tests.cast import gather
from tests.followups.scene import age, duty, owed
cast = gather()
age([owed(cast.mei, "第 %s 件" % number, hours=1) for number in range({ITEMS})], 2)
at = now().replace(second=0, microsecond=0)
row = duty(cast.lan, next_due=at - timedelta(days=2, hours=1))
print("DEBTS", json.dumps({{"shop": cast.shop.pk, "duty": row.pk}}))
"""
STATES_SQL = """SELECT r.state, count(*) FROM followups_reminder r
    JOIN followups_followup f ON f.id = r.followup_id
    WHERE f.shop_id = %s AND f.template_id IS NULL GROUP BY r.state"""
DUTIES_SQL = """SELECT count(*), count(DISTINCT due_at) FROM followups_followup
    WHERE template_id = %s"""
MADE_ON_RECORD_SQL = """SELECT count(*) FROM accounts_auditentry
    WHERE shop_id = %s AND verb = 'followup.made' AND actor_id IS NULL"""


def test_an_hour_without_the_clock_is_caught_up_once(broken: Stack) -> None:
    for one in (*broken.workers, *broken.beats):
        one.hold()
    debts = json.loads(broken.python(MAKE_DEBTS).split("DEBTS ", 1)[1])
    shop, duty = debts["shop"], debts["duty"]
    Redis.from_url(broken.servers.redis_url).flushall()
    assert dict(broken.rows(STATES_SQL, [shop])) == {"waiting": 4 * ITEMS}
    for one in (*broken.workers, *broken.beats):
        one.release()
    until(lambda: dict(broken.rows(STATES_SQL, [shop])).get("told"))
    for one in broken.workers:
        one.kill()
    until(lambda: dict(broken.rows(STATES_SQL, [shop])) == {"told": 4 * ITEMS})
    until(lambda: broken.rows(DUTIES_SQL, [duty]) == [(3, 3)])
    assert broken.rows(MADE_ON_RECORD_SQL, [shop]) == [(3,)], "each is on record once"
