"""The rules of the shop: sentences whose numbers are changed in place, and their history."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.access import policy_version, rule_named
from helpdesk.accounts.actions.changing_rules import change_rule, restore_rule
from helpdesk.accounts.actions.opening_list import note_rules_read
from helpdesk.accounts.errors import PolicyChangedMeanwhile
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.permissions import roles_with
from helpdesk.accounts.policy_words import parts_of, read_value
from helpdesk.accounts.queries.opening import open_row_for
from helpdesk.accounts.queries.rules import RuleLine, latest_version, rules_of, versions_of
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.text import listed

LONGEST_REASON = 200


@never_cache
@require_safe
@member_view("settings.view")
def rules(request: MemberRequest) -> HttpResponse:
    """All rules; ``?edit=`` opens one for change, ``?history=`` shows what one has been."""
    if open_row_for(request.membership) is not None:
        note_rules_read(shop_id=request.membership.shop_id)
    return _page(request, editing=request.GET.get("edit", ""))


@never_cache
@require_POST
@member_view("shop.settings")
def change(request: MemberRequest) -> HttpResponse:
    """One rule with new numbers; a wrong one is said beside it, with what was typed."""
    place, rule = request.membership, rule_named(request.POST.get("rule", ""))
    if rule.form is not None:
        return redirect(rule.form.page)
    typed = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    seen = request.POST.get("seen", "")
    try:
        change_rule(
            actor=place.user,
            shop_id=place.shop_id,
            name=rule.name,
            value=read_value(rule, typed),
            reason=request.POST.get("reason", "").strip()[:LONGEST_REASON],
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0,
        )
    except HelpdeskError as problem:
        return _page(request, editing=rule.name, typed=typed, problem=problem)
    return redirect(f"{reverse('settings')}?saved={rule.name}#{rule.name.replace('.', '-')}")


@never_cache
@require_POST
@member_view("shop.settings")
def restore(request: MemberRequest) -> HttpResponse:
    """Back to an earlier version of a rule, which becomes its newest."""
    place, rule = request.membership, rule_named(request.POST.get("rule", ""))
    version = policy_version(
        membership=place, name=rule.name, version=request.POST.get("version", "")
    )
    restore_rule(actor=place.user, shop_id=place.shop_id, name=rule.name, version=version)
    return redirect(f"{reverse('settings')}?history={rule.name}")


def _page(
    request: MemberRequest,
    *,
    editing: str = "",
    typed: dict[str, str] | None = None,
    problem: HelpdeskError | None = None,
) -> HttpResponse:
    shop_id = request.membership.shop_id
    lines = rules_of(shop_id)
    if typed is not None:
        lines = [_with_typed(one, typed) if one.name == editing else one for one in lines]
    if isinstance(problem, PolicyChangedMeanwhile):
        latest = latest_version(shop_id, editing)
        lines = [
            replace(one, seen=latest.pk) if latest and one.name == editing else one for one in lines
        ]
    shown, show = lines, request.GET.get("show", "")
    if show == "changed":
        shown = [one for one in lines if not one.is_preset]
    elif show:
        shown = [one for one in lines if one.group == show]
    groups = {one.group: one.group_label for one in lines}
    wanted = request.GET.get("history", "")
    asked = next((one for one in lines if one.name == wanted), None)
    context = {
        "lines": shown,
        "total": len(lines),
        "changed": sum(not one.is_preset for one in lines),
        "last": max((one for one in lines if one.changed_at), key=_when, default=None),
        "groups": [
            {"key": key, "label": label, "count": sum(one.group == key for one in lines)}
            for key, label in groups.items()
        ],
        "show": show,
        "editing": editing,
        "saved": request.GET.get("saved", ""),
        "problem": problem.as_json() if problem else None,
        "reason": (typed or {}).get("reason", ""),
        "history": versions_of(shop_id, rule_named(asked.name)) if asked else None,
        "history_of": asked,
        "who_may": listed(role.label for role in roles_with("shop.settings")),
        "nav": "rules",
        "back": reverse("settings") if request.method == "POST" else "",
    }
    status = problem.status if problem else 200
    return render(request, "settings/rules.html", context, status=status)


def _with_typed(line: RuleLine, typed: dict[str, str]) -> RuleLine:
    rule = rule_named(line.name)
    return replace(line, parts=parts_of(rule, rule.preset, typed))


def _when(line: RuleLine) -> float:
    return line.changed_at.timestamp() if line.changed_at else 0.0
