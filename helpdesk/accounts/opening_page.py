"""What every step of opening a shop shows around itself, and where saving it leads."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from helpdesk.accounts.opening_items import step_after, step_before, wizard


def around(key: str) -> dict[str, Any]:
    """For `opening/step.html`: which step this is, and its neighbours."""
    steps = wizard()
    item = next(one for one in steps if one.key == key)
    return {
        "step": item,
        "step_number": steps.index(item) + 1,
        "step_count": len(steps),
        "step_before": step_before(key),
        "step_after": step_after(key),
        "nav": f"opening-{key}",
    }


def onward(request: HttpRequest, key: str) -> HttpResponseRedirect:
    """After saving: on to the next step when that was asked for, else the same page."""
    if request.POST.get("then") == "next":
        following = step_after(key)
        return redirect(following.page if following else "opening")
    here = next(one for one in wizard() if one.key == key)
    answer = redirect(here.page)
    answer["Location"] += "?saved=1"
    return answer


def is_saved(request: HttpRequest) -> bool:
    """Whether the page was reached by saving it."""
    return request.method == "GET" and "saved" in request.GET
