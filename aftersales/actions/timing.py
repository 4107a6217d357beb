"""Timers of a case: started with the rule as it is now, paused, resumed, ended.

Called by `moving.py` inside its transaction, with the case held.
"""

import math
from datetime import datetime, timedelta
from typing import Any

from aftersales.access import Held
from aftersales.machine.timers import UNITS, due_after, length_of, near_before
from aftersales.machine.words import Clock, Timer
from aftersales.models import Deadline, DeadlineState
from aftersales.policy_rules import HOLIDAYS_PAUSE, UNANSWERED
from aftersales.queries.timer_rules import rule_taken
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.hours import hours_of


def start_timer(*, held: Held, timer: Timer, at: datetime) -> Deadline:
    """Let a timer run from a moment on, by the rule that holds then; it is kept with the row."""
    shop_id = held.case.shop_id
    length = length_of(timer, shipped=held.order.shipped_at is not None)
    taken = rule_taken(shop_id, length.rule, platform=held.order.platform, at=at)
    hours = None
    if not length.legal and value_of(shop_id, HOLIDAYS_PAUSE):
        hours = hours_of(Shop.objects.get(pk=shop_id))
    due = due_after(at, taken.value * UNITS[length.unit], hours)
    return Deadline.objects.create(
        shop_id=shop_id,
        case=held.case,
        timer=timer,
        state=DeadlineState.RUNNING,
        started_at=at,
        due_at=due.at,
        near_at=near_before(at, due.at),
        rule=taken.name,
        value=taken.value,
        source=taken.source[:300],
        policy_id=taken.policy_id,
        effective_from=taken.effective_from,
        skipped_days=[day.isoformat() for day in due.skipped],
        acts=timer is not Timer.ANSWER or value_of(shop_id, UNANSWERED) == "agree",
    )


def turn_clock(*, held: Held, clock: Clock, at: datetime) -> dict[str, Any]:
    """What a move does to the timer that ran; where its end moves by that, how, for the event."""
    live = Deadline.objects.filter(shop_id=held.case.shop_id, case=held.case)
    running = live.filter(state=DeadlineState.RUNNING)
    paused = live.filter(state=DeadlineState.PAUSED)
    if clock is Clock.STOP:
        (running | paused).update(state=DeadlineState.MET, left_seconds=None, ended_at=at)
    elif clock is Clock.PAUSE:
        for one in running:
            one.left_seconds = max(0, math.ceil((one.due_at - at).total_seconds()))
            one.state = DeadlineState.PAUSED
            one.save(update_fields=["left_seconds", "state"])
            return {"stopped": {"timer": one.timer, "left_seconds": one.left_seconds}}
    elif clock is Clock.RESUME:
        running.update(state=DeadlineState.MET, ended_at=at)
        for one in paused:
            later = at + timedelta(seconds=one.left_seconds or 0)
            before, one.due_at = one.due_at, later
            if one.near_at is not None:
                one.near_at += later - before
            one.state, one.left_seconds = DeadlineState.RUNNING, None
            one.save(update_fields=["due_at", "near_at", "state", "left_seconds"])
            moved = {"before": before.isoformat(), "due_at": later.isoformat()}
            return {"went_on": {"timer": one.timer, **moved}}
    return {}
