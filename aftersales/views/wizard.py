"""The wizard: one page of five steps that opens a case, or changes an application."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from aftersales import move_forms as forms
from aftersales.access import case_of
from aftersales.actions.deciding import open_decided
from aftersales.actions.opening import edit_case
from aftersales.doer import staff_of
from aftersales.errors import NotTheBuyer
from aftersales.models import Case
from aftersales.queries.trouble import trouble_of
from aftersales.queries.wizard import Scene, scene_of, scene_of_case
from aftersales.queries.wizard_board import Board, board_of, typed_fen
from aftersales.wizard.draft import Draft, draft_of, number_in
from aftersales.wizard.problems import step_of
from aftersales.wizard.resuming import draft_of_case
from aftersales.wizard.submitting import cause_of, chosen_of, evidence_of, submission_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.errors import OrderNotFound
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.middleware import wants_json
from helpdesk.kernel.reading import one_moment

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
def case_new(request: MemberRequest) -> HttpResponse:
    """``order`` says about what, ``conversation`` from where; both come back with the form."""
    sent = request.POST if request.method == "POST" else request.GET
    order_id = number_in(sent.get("order"))
    if order_id is None:
        raise OrderNotFound()
    scene = scene_of(request.membership, order_id)
    told = number_in(sent.get("conversation"))
    if told is not None and (scene.thread is None or scene.thread.pk != told):
        raise NotTheBuyer()
    if request.method != "POST":
        return _page(request, board_of(scene, _first(scene)))
    return _answered(request, scene)


@require_http_methods(METHODS)
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
def case_change(request: MemberRequest, case_id: int) -> HttpResponse:
    """The same on an application that nobody has agreed to yet."""
    if request.method != "POST":
        return _application(request, case_id)
    case = case_of(request.membership.shop_id, case_id)
    return _answered(request, scene_of_case(request.membership, case))


@one_moment()
def _application(request: MemberRequest, case_id: int) -> HttpResponse:
    case = case_of(request.membership.shop_id, case_id)
    scene = scene_of_case(request.membership, case)
    return _page(request, board_of(scene, draft_of_case(case)))


def _answered(request: MemberRequest, scene: Scene) -> HttpResponse:
    draft = draft_of(request.POST)
    if scene.case is not None:
        draft = replace(draft, positions=tuple(line.position for line in scene.lines))
    match request.POST.get("do"):
        case "look":
            return _form(request, board_of(scene, draft), looking=True)
        case "save":
            try:
                board = board_of(scene, draft)
                case = _saved(board, guard_seen=forms.guard_seen(request.POST))
            except HelpdeskError as problem:
                return _refused(request, scene, draft, problem)
            return _done(request, board, case)
    return _page(request, board_of(scene, draft))


def _refused(
    request: MemberRequest, scene: Scene, draft: Draft, problem: HelpdeskError
) -> HttpResponse:
    """All that was filled in, what is wrong beside its step, and the order as it is by now."""
    now = scene if scene.case else scene_of(scene.membership, scene.order.pk)
    answer = _form if wants_json(request) else _page
    return answer(request, board_of(now, draft), problem=problem)


def _first(scene: Scene) -> Draft:
    """Where there is nothing to choose from, it is chosen."""
    free = scene.free_lines
    return Draft(positions=tuple(free) if len(scene.lines) == len(free) == 1 else ())


def _saved(board: Board, *, guard_seen: bool) -> Case:
    doer, scene = staff_of(board.scene.membership), board.scene
    if scene.case is None:
        asked, decided = submission_of(board, guard_seen=guard_seen)
        return open_decided(doer=doer, order_id=scene.order.pk, asked=asked, decided=decided)
    option = chosen_of(board).option
    return edit_case(
        doer=doer,
        case_id=scene.case.pk,
        version=board.draft.version,
        kind=option.kind,
        cause=cause_of(board),
        amount_fen=typed_fen(board.draft, option),
        words=board.draft.words,
        evidence=evidence_of(board, for_buyer=True),
    )


def _done(request: MemberRequest, board: Board, case: Case) -> HttpResponse:
    """On to the case; a script that puts the words into the chat's box goes there with them, and
    with what they began as: sent, they count as a use of it like any other."""
    scene = board.scene
    page = reverse("case", args=[case.pk])
    if not wants_json(request):
        return redirect(page)
    chat = reverse("desk-conversation", args=[scene.thread.pk]) if scene.thread else ""
    began = board.words.chosen if board.words else None
    return JsonResponse(
        {
            "case": str(case),
            "next": page,
            "chat": chat,
            "words": board.draft.say.strip(),
            "script": f"{began.script_id}/{began.version}" if began else "",
        }
    )


def _back(scene: Scene) -> str:
    if scene.case is not None:
        return reverse("case", args=[scene.case.pk])
    if scene.thread is None:
        return reverse("order", args=[scene.order.pk])
    return reverse("desk-conversation", args=[scene.thread.pk])


def _facts(
    board: Board, problem: HelpdeskError | None, *, looking: bool = False
) -> dict[str, object]:
    """``looking``: only what changes with the draft is put in place, and a product's past does
    not."""
    scene = board.scene
    trouble = {} if looking else trouble_of(scene.order.shop_id, scene.rows)
    return {
        "board": board,
        "scene": scene,
        "lines": [(line, trouble.get(line.position)) for line in scene.lines],
        "draft": board.draft,
        "problem": problem,
        "problem_step": step_of(problem) if problem else "",
        "back": _back(scene),
        "mine": scene.membership,
    }


def _form(
    request: MemberRequest,
    board: Board,
    *,
    problem: HelpdeskError | None = None,
    looking: bool = False,
) -> HttpResponse:
    status = problem.status if problem else 200
    facts = _facts(board, problem, looking=looking)
    return render(request, "cases/_wizard.html", facts, status=status)


def _page(
    request: MemberRequest, board: Board, *, problem: HelpdeskError | None = None
) -> HttpResponse:
    status = problem.status if problem else 200
    return render(request, "cases/wizard.html", _facts(board, problem), status=status)
