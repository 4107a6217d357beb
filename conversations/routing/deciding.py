"""Pure: who gets the chat. The same facts always give the same answer, whatever their order.

Somebody may get it who accepts, is there, has room, has had no turn yet and owes nobody an answer
beyond the limit. Of those: who has the skills; then who served the buyer last; then who is least
busy; then who has gone longest without a new one; then the lower number.
"""

from collections.abc import Sequence

from conversations.routing.facts import Ask, Candidate, Decision, Verdict

NOT_HERE = {"away", "busy", "resting", "leaving"}


def decide(ask: Ask, candidates: Sequence[Candidate], *, skill_wait: int) -> Decision:
    """The decision with its explanation. ``skill_wait``: for how many seconds a chat waits for
    somebody with its skills who is at work but not free."""
    everyone = sorted(candidates, key=lambda one: one.member)
    hindered = {one.member: _hindrance(one, ask) for one in everyone}
    free = [one for one in everyone if hindered[one.member] is None]
    skilled = [one for one in free if _has_skills(one, ask)]
    wait_for_skill = (
        bool(ask.needs)
        and not skilled
        and ask.waited < skill_wait
        and any(_has_skills(one, ask) and _comes_free(one, ask) for one in everyone)
    )
    pool = [] if wait_for_skill else skilled or free
    chosen, reason = _best(pool, ask, by_skill=bool(ask.needs and skilled))
    if chosen is None:
        reason = _why_nobody(everyone, free)
    verdicts = tuple(
        _verdict(one, hindered[one.member], chosen, in_pool=one in pool) for one in everyone
    )
    return Decision(chosen.member if chosen else None, reason, ask.needs, verdicts)


def _hindrance(one: Candidate, ask: Ask) -> str | None:
    if one.state == "away" or not one.live:
        return "away"
    if one.state in NOT_HERE:
        return one.state
    if ask.among is not None and one.member not in ask.among:
        return "elsewhere"
    if one.member in ask.barred:
        return "barred"
    if one.load >= one.capacity:
        return "full"
    return "late" if one.late else None


def _has_skills(one: Candidate, ask: Ask) -> bool:
    return {number for number, _ in ask.needs} <= one.skills


def _comes_free(one: Candidate, ask: Ask) -> bool:
    """Whether it makes sense to wait for this one."""
    return _hindrance(one, ask) in {"full", "late", "busy", "resting"}


def _best(pool: Sequence[Candidate], ask: Ask, *, by_skill: bool) -> tuple[Candidate | None, str]:
    if not pool:
        return None, ""
    for one in pool:
        if one.member == ask.last_owner:
            return one, "owner"
    first, *others = sorted(pool, key=_rank)
    if not others:
        return first, "skill" if by_skill else "only_one"
    if by_skill:
        return first, "skill"
    second = others[0]
    less = first.load * second.capacity < second.load * first.capacity
    return first, "least_load" if less else "longest_idle"


def _rank(one: Candidate) -> tuple[float, float, int]:
    idle = float("inf") if one.idle is None else one.idle
    return one.load / one.capacity, -idle, one.member


def _why_nobody(everyone: Sequence[Candidate], free: Sequence[Candidate]) -> str:
    if free:
        return "skill_wait"
    at_work = any(one.live and one.state in {"accepting", "busy", "resting"} for one in everyone)
    return "nobody_free" if at_work else "nobody_here"


def _verdict(
    one: Candidate, hindrance: str | None, chosen: Candidate | None, *, in_pool: bool
) -> Verdict:
    facts: dict[str, object] = {"load": one.load, "capacity": one.capacity}
    if chosen is not None and one.member == chosen.member:
        code = "chosen"
    elif hindrance is not None:
        code = hindrance
        if hindrance == "resting" and one.until:
            facts["until"] = one.until
        if hindrance == "late":
            facts["late"] = one.late
    else:
        code = "behind" if in_pool else "unskilled"
    return Verdict(one.member, one.name, code, facts)
