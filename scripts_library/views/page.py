"""The library's page: scenes, a list, and beside it the script that is open."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.permissions import allows
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment
from scripts_library.access import script_for, version_of
from scripts_library.checks import findings_in
from scripts_library.differences import difference
from scripts_library.models import (
    Language,
    Scope,
    Script,
    ScriptState,
    Stage,
    VersionState,
)
from scripts_library.previews import subjects_for
from scripts_library.queries.figures import (
    figures_by_version,
    figures_of,
    figures_of_shop,
    latest_uses,
)
from scripts_library.queries.goods import Along, along_with, goods_to_attach
from scripts_library.queries.history import versions_of
from scripts_library.queries.listing import PER_PAGE, folder_tree, is_over, shelf
from scripts_library.queries.near import groups_of, is_favourite
from scripts_library.queries.passages import passages_of
from scripts_library.rights import may_approve, may_file
from scripts_library.variables import registered_variables
from scripts_library.views.asking import kept_facts, kept_query, wanted_of
from scripts_library.wording import parts_of, whole

TABS = (
    ("", "all"),
    (ScriptState.APPROVED, ScriptState.APPROVED),
    (ScriptState.REVIEW, ScriptState.REVIEW),
    (ScriptState.DRAFT, ScriptState.DRAFT),
    (ScriptState.RETIRED, ScriptState.RETIRED),
)


@never_cache
@require_safe
@member_view("scripts.write")
def scripts(request: MemberRequest) -> HttpResponse:
    """The list, with nothing open."""
    return library_page(request)


@never_cache
@require_safe
@member_view("scripts.write")
@one_moment()
def script(request: MemberRequest, script_id: int) -> HttpResponse:
    """The same with one script open beside it."""
    found = script_for(membership=request.membership, script_id=script_id)
    return library_page(request, pane(request, found))


@one_moment()
def library_page(
    request: MemberRequest, open_pane: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page, with whatever stands in the pane."""
    membership, wanted = request.membership, wanted_of(request)
    folders, everything = folder_tree(membership)
    part = shelf(membership, wanted)
    today = timezone.localdate()
    for one in part.scripts:
        one.is_over = is_over(one, today)
        one.pleased_percent = round(100 * one.pleased / one.rated) if one.rated else None
    context = {
        "folders": folders,
        "everything": everything,
        "shelf": part,
        "wanted": wanted,
        "keep": kept_query(wanted),
        "keep_tab": kept_query(wanted, state=""),
        "keep_folder": kept_query(wanted, folder=None, mine=""),
        "order_fields": kept_facts(wanted, order=""),
        "next": kept_query(wanted, page=wanted.page + 1) if wanted.page < part.pages else "",
        "before": kept_query(wanted, page=wanted.page - 1) if wanted.page > 1 else "",
        "tabs": [
            (state, ScriptState(state).label if state else "", part.states.get(key, 0))
            for state, key in TABS
        ],
        "figures": figures_of_shop(membership.shop_id),
        "many_per_page": PER_PAGE,
        "pane": open_pane,
        "subjects": subjects_for(membership) if open_pane else [],
        **choices(membership.shop_id),
    }
    return render(request, "scripts/page.html", context, status=status)


def choices(shop_id: int) -> dict[str, Any]:
    """What the forms offer."""
    return {
        "scopes": Scope.choices,
        "stages": Stage.choices,
        "languages": Language.choices,
        "groups": groups_of(shop_id),
        "variables": registered_variables(),
        "passages": sorted(passages_of(shop_id)),
        "goods": goods_to_attach(shop_id),
    }


def pane(
    request: MemberRequest,
    found: Script,
    *,
    typed: dict[str, Any] | None = None,
    problem: HelpdeskError | None = None,
) -> dict[str, Any]:
    """One script with all that may be done to it; after a refusal with what was typed."""
    membership = request.membership
    versions = versions_of(found)
    newest = versions[0] if versions else version_of(found, found.latest)
    figures = figures_by_version(found)
    along = along_with([*versions, newest])
    for one in versions:
        one.files = along.get(one.pk, Along()).files
        one.figures = figures.get(one.number)
        one.is_live = one.number == found.live
    words = {"title": newest.title, "body": newest.body}
    said = typed or {}
    opened = whole(newest.body, passages_of(found.shop_id))
    is_reviewer = allows(membership.role, "scripts.review")
    in_review = newest.state == VersionState.REVIEW and found.state == ScriptState.REVIEW
    return {
        "script": found,
        "newest": newest,
        "words": {**words, **said},
        "products": along.get(newest.pk, Along()).products if typed is None else (),
        "typed_products": said.get("products", ()),
        "files": said["files"] if typed is not None else along.get(newest.pk, Along()).files,
        "theirs": difference(said.get("body", ""), newest.body)
        if typed and problem and problem.status == 409
        else None,
        "problem": problem,
        "findings": findings_in(found.shop_id, opened),
        "preview": parts_of(opened, {}),
        "versions": versions,
        "figures": figures_of(found),
        "uses": latest_uses(found),
        "since": now() - timedelta(days=30),
        "is_favourite": is_favourite(membership, found),
        "may_file": may_file(membership, found),
        "may_retire": is_reviewer or found.scope == Scope.OWN,
        "may_review": is_reviewer and in_review,
        "may_approve": in_review and may_approve(membership, newest),
        "in_review": in_review,
        "may_submit": newest.state in (VersionState.DRAFT, VersionState.RETURNED),
    }
