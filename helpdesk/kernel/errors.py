"""One kind of error for page, API and socket: a code, what happened, and what to do about it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class HelpdeskError(Exception):
    """What went wrong, in the reader's language, with the next step.

    Subclasses set ``code`` (stable, snake_case, part of the wire), ``status`` (HTTP),
    ``message`` (what happened) and ``action`` (what to do). ``message`` may hold named
    ``%(name)s`` placeholders, filled from the keyword arguments. ``retry_after`` in seconds
    means that the very same request may be sent again.
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    message: Words = _("这一步没有做成。")
    action: Words = ""

    def __init__(self, *, retry_after: float | None = None, **facts: Any) -> None:
        self.facts: Mapping[str, Any] = facts
        self.retry_after = retry_after
        super().__init__(self.code)

    def __str__(self) -> str:
        return f"{self.code}: {self.said()}"

    def said(self) -> str:
        """The sentence with its facts filled in."""
        message = str(self.message)
        return message % self.facts if self.facts else message

    def advised(self) -> str:
        """What to do, with its facts filled in."""
        action = str(self.action)
        return action % self.facts if self.facts and action else action

    def told(self) -> str:
        """Both in one breath."""
        return f"{self.said()} {self.advised()}".strip()

    def as_json(self) -> dict[str, Any]:
        """The shape that docs/wire.md promises."""
        body: dict[str, Any] = {
            "code": self.code,
            "message": self.said(),
            "action": self.advised(),
        }
        if self.retry_after is not None:
            body["retry_after"] = round(self.retry_after, 2)
        return body


class NotFound(HelpdeskError):
    """Also the answer to a stranger: what is another shop's does not exist for them."""

    code = "not_found"
    status = 404
    message = _("没有找到。")
    action = _("它可能已经删除，或者不在您的店铺里。")


class NotAllowed(HelpdeskError):
    """An insider without the right."""

    code = "not_allowed"
    status = 403
    message = _("这一步不在您的权限里。")
    action = _("请店长或主管来做，或请他们调整您的角色。")


class TooFast(HelpdeskError):
    """More than the limit; the same request may be sent again after ``retry_after`` seconds."""

    code = "too_fast"
    status = 429
    message = _("发得太快了，服务器先缓一缓。")
    action = _("不用重打，过一会儿会自动再发。")


class Unavailable(HelpdeskError):
    """A part that we need does not answer just now."""

    code = "unavailable"
    status = 503
    message = _("服务器这会儿忙不过来。")
    action = _("您写的都在，稍后会自动再试。")
