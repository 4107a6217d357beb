"""Scripts: list, one, write, change; review and retirement for whoever may."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.access import require
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.accounts.models import Membership
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged
from scripts_library.access import script_for
from scripts_library.actions.changing import FILED, WORDS, change_script
from scripts_library.actions.filing import retire_script
from scripts_library.actions.reviewing import approve_script, return_script
from scripts_library.actions.writing import write_script
from scripts_library.api.shapes import (
    RetirementIn,
    ReviewIn,
    ScriptIn,
    ScriptNew,
    ScriptRefusal,
    ScriptShown,
    ScriptsQuery,
)
from scripts_library.drafts import Filing, Words
from scripts_library.errors import ChangedMeanwhile
from scripts_library.queries.for_programs import scripts_narrowed, told

REFUSED = {400: ScriptRefusal, 409: ScriptRefusal}
LISTS = ("tags", "products", "files")


class ScriptView(ShopView):
    """What the endpoints of scripts share: in whose name, and both wordings of a clash."""

    tag = "scripts"

    @property
    def member(self) -> Membership:
        """The member in whose name the token acts: they find what that person finds."""
        member = self.token.member
        require(member, "scripts.write")
        return member

    def shown(self, script_id: int) -> dict[str, Any]:
        """One script as it is now."""
        script = script_for(membership=self.member, script_id=script_id)
        return dict(ScriptShown(told([script])[0]).data)

    @contextmanager
    def both_told(self, script_id: int) -> Iterator[None]:
        """Of two who change one script the second is told what stands there now."""
        try:
            yield
        except ChangedMeanwhile as problem:
            problem.current = self.shown(script_id)
            raise


class ScriptsEndpoint(ScriptView):
    scopes = {"GET": "scripts:read", "POST": "scripts:write"}

    @extend_schema(
        operation_id="scripts",
        summary=_("话术列表，替谁办事就看得到谁看得到的"),
        parameters=[ScriptsQuery],
        responses=paged("ScriptPage", ScriptShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(ScriptsQuery)
        rows = scripts_narrowed(self.member, asked)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: ScriptShown(told(found), many=True).data))

    @extend_schema(
        operation_id="script_write",
        summary=_("写一条话术，或写好就送审"),
        request=ScriptNew,
        responses={201: ScriptShown, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        said, member = _tuples(self.body(ScriptNew)), self.member
        words = Words(**{name: said[name] for name in WORDS if name in said})
        filing = Filing(**{name: said[name] for name in FILED if name in said})

        def work() -> Any:
            made = write_script(actor=member, words=words, filing=filing, submit=said["submit"])
            return self.shown(made.pk)

        return self.written(work, status=201)


class ScriptEndpoint(ScriptView):
    scopes = {"GET": "scripts:read", "PUT": "scripts:write"}

    @extend_schema(operation_id="script", summary=_("一条话术"), responses=ScriptShown)
    def get(self, request: Request, script_id: int) -> Response:
        return Response(self.shown(script_id))

    @extend_schema(
        operation_id="script_change",
        summary=_("改一条话术：没说的不动，通过前照用原来的"),
        request=ScriptIn,
        responses={200: ScriptShown, **REFUSED},
    )
    def put(self, request: Request, script_id: int) -> Response:
        member = self.member
        script_for(membership=member, script_id=script_id)
        said = _tuples(self.body(ScriptIn))

        def work() -> Any:
            with self.both_told(script_id):
                change_script(
                    actor=member,
                    script_id=script_id,
                    said=said,
                    seen=said["edits"],
                    submit=said["submit"],
                )
            return self.shown(script_id)

        return self.written(work)


class ScriptReviewEndpoint(ScriptView):
    scopes = {"POST": "scripts:review"}

    @extend_schema(
        operation_id="script_review",
        summary=_("通过，或者退回并说为什么"),
        request=ReviewIn,
        responses={200: ScriptShown, **REFUSED},
    )
    def post(self, request: Request, script_id: int) -> Response:
        member = self.member
        script_for(membership=member, script_id=script_id)
        said = self.body(ReviewIn)

        def work() -> Any:
            facts: dict[str, Any] = {"script_id": script_id, "seen": said["edits"]}
            with self.both_told(script_id):
                if said["verdict"] == "approve":
                    approve_script(actor=member, **facts)
                else:
                    return_script(actor=member, **facts, reason=said["reason"])
            return self.shown(script_id)

        return self.written(work)


class ScriptRetirementEndpoint(ScriptView):
    scopes = {"POST": "scripts:review"}

    @extend_schema(
        operation_id="script_retire",
        summary=_("停用，或者再启用"),
        request=RetirementIn,
        responses=ScriptShown,
    )
    def post(self, request: Request, script_id: int) -> Response:
        member = self.member
        script_for(membership=member, script_id=script_id)
        said = self.body(RetirementIn)

        def work() -> Any:
            retire_script(actor=member, script_id=script_id, retired=said["retired"])
            return self.shown(script_id)

        return self.written(work)


def _tuples(said: dict[str, Any]) -> dict[str, Any]:
    """Lists as the actions keep them."""
    return {name: tuple(value) if name in LISTS else value for name, value in said.items()}
