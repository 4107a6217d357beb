"""Which platforms the shop sells on: what each asks is shown before anything is changed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from helpdesk.accounts.actions.choosing_platforms import apply_platforms, undo_platforms
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.opening_errors import RulesMovedMeanwhile
from helpdesk.accounts.opening_page import around, is_saved, onward
from helpdesk.accounts.opening_rules import PLATFORMS
from helpdesk.accounts.platform_packs import PACKS, platforms_said
from helpdesk.accounts.policies import rule, value_of
from helpdesk.accounts.queries.platforms import changes_by, fingerprint, last_application
from helpdesk.accounts.when import moment_said
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.text import listed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def platforms_step(request: MemberRequest) -> HttpResponse:
    """``?p=taobao&p=jd`` shows what would change; by POST just that is done."""
    place = request.membership
    typed = request.POST if request.method == "POST" else request.GET
    asked = [key for key in PACKS if key in typed.getlist("p")]
    if request.method == "POST":
        try:
            apply_platforms(
                actor=place.user,
                shop_id=place.shop_id,
                keys=asked,
                shown=request.POST.get("shown", ""),
            )
        except RulesMovedMeanwhile as problem:
            return _page(request, asked, problem=problem)
        return onward(request, "platforms")
    return _page(request, asked)


@never_cache
@require_POST
@member_view("shop.settings")
def undo(request: MemberRequest) -> HttpResponse:
    """Take the last use of a preset back; what was changed since is left and named."""
    place, entry = request.membership, request.POST.get("entry", "")
    number = int(entry) if entry.isdecimal() and len(entry) < 19 else 0
    kept = undo_platforms(actor=place.user, shop_id=place.shop_id, entry_id=number)
    answer = redirect("opening-platforms")
    answer["Location"] += "?undone=" + ",".join(kept or ["all"])
    return answer


def _page(
    request: MemberRequest, asked: list[str], *, problem: HelpdeskError | None = None
) -> HttpResponse:
    shop_id = request.membership.shop_id
    held = value_of(shop_id, PLATFORMS)
    shown = asked if asked or "look" in request.GET or problem else held
    changes = changes_by(shop_id, shown)
    last = last_application(shop_id)
    undone = request.GET.get("undone", "")
    context = {
        **around("platforms"),
        "packs": [(pack, pack.key in shown) for pack in PACKS.values()],
        "held": held,
        "held_said": platforms_said(held),
        "shown": shown,
        "is_new": shown != held,
        "changes": [one for one in changes if one.changes],
        "same": [one for one in changes if not one.changes],
        "fingerprint": fingerprint(shown, changes),
        "last": last,
        "last_said": moment_said(last.at) if last else "",
        "problem": problem.as_json() if problem else None,
        "undone": bool(undone),
        "kept": listed(rule(name).said(value_of(shop_id, name)) for name in _known(undone)),
        "saved": is_saved(request),
    }
    status = problem.status if problem else 200
    return render(request, "opening/platforms.html", context, status=status)


def _known(names: str) -> list[str]:
    asked = {entry.rule for pack in PACKS.values() for entry in pack.asked} | {PLATFORMS}
    return [name for name in names.split(",") if name in asked]
