"""What can go wrong in the library, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class OfAField(HelpdeskError):
    """About one field of a form, which programs are told as well."""

    field: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**super().as_json(), "field": self.field}


class FieldWrong(OfAField):
    """One field of a form; ``field`` is its name in the form."""

    code = "script_field_wrong"
    message = _("%(label)s：%(problem)s")
    action = _("改好这一处再存，别的都在。")

    def __init__(self, *, field: str, label: Any, problem: Any) -> None:
        super().__init__(label=label, problem=problem)
        self.field = field


class UnknownVariable(OfAField):
    code = "unknown_variable"
    message = _("没有叫 {%(name)s} 的变量。")
    action = _("从「插变量」里选；要自己填的空，名字后面加问号，像 {几点?}。")
    field = "body"


class BraceOpen(OfAField):
    code = "brace_open"
    message = _("「%(near)s」这里的花括号没有成对。")
    action = _("补上另一半，或者删掉它。")
    field = "body"


class NameEmpty(OfAField):
    code = "variable_empty"
    message = _("有一对花括号里没写名字。")
    action = _("写上变量的名字，或者删掉这对花括号。")
    field = "body"


class NameLong(OfAField):
    code = "variable_long"
    message = _("{%(name)s} 的名字太长，最多 %(most)s 个字。")
    action = _("换个短名字。")
    field = "body"


class PassageLoop(OfAField):
    code = "passage_loop"
    message = _("变量转圈：%(way)s。")
    action = _("从其中一个里去掉另一个。")
    field = "text"


class PassageLong(OfAField):
    code = "passage_long"
    message = _("展开后超过 %(most)s 字，一条消息放不下。")
    action = _("把它写短些。")
    field = "text"


class PassageNameTaken(HelpdeskError):
    code = "passage_name_taken"
    status = 409
    message = _("已经有一个叫 {%(name)s} 的了。")
    action = _("换个名字，或改原来那个。")
    field = "name"


class PassageInUse(HelpdeskError):
    code = "passage_in_use"
    status = 409
    message = _("{%(name)s} 还有 %(many)s 处在用，头一处是「%(first)s」。")
    action = _("先从那里去掉它，再删。")


class CodeTaken(OfAField):
    code = "code_taken"
    status = 409
    message = _("代码 %(code)s 已经给了「%(title)s」。")
    action = _("换一个，%(free)s 还空着。")
    field = "code"


class ChangedMeanwhile(HelpdeskError):
    """Somebody saved since the page was opened: nothing was written."""

    code = "script_changed_meanwhile"
    status = 409
    message = _("%(name)s刚改过这一条，您写的还没有存。")
    action = _("下面两份都在：看过再决定存哪些。")
    current: Mapping[str, Any] | None = None
    """What stands in the library now, where a program is told."""

    def as_json(self) -> dict[str, Any]:
        body = super().as_json()
        return body if self.current is None else {**body, "current": self.current}


class FolderTaken(HelpdeskError):
    code = "folder_taken"
    status = 409
    message = _("这一层已经有「%(name)s」了。")
    action = _("换个名字。")
    field = "name"


class FolderTooDeep(HelpdeskError):
    code = "folder_too_deep"
    message = _("场景最多两层。")
    action = _("放到上面一层。")


class FolderNotEmpty(HelpdeskError):
    code = "folder_not_empty"
    status = 409
    message = _("「%(name)s」里还有东西。")
    action = _("先把里面的话术和下一层搬走，再删。")


class NotYours(HelpdeskError):
    code = "script_not_yours"
    status = 403
    message = _("店铺和组里的话术，由主管或店长改存档信息。")
    action = _("您可以写一个新版本送审；自己的话术随时能改。")


class OwnWords(HelpdeskError):
    code = "review_own_words"
    status = 403
    message = _("这一版是您自己写的，要另一位来审。")
    action = _("请%(who)s看一眼；店里没有别人能审时，才可以自己通过。")


class NothingToReview(HelpdeskError):
    code = "nothing_to_review"
    status = 409
    message = _("这一条现在没有等着审的版本。")
    action = _("刷新看它现在的样子。")


class GuardBlocked(OfAField):
    """``findings`` are the places that block, for whoever shows them beside the words."""

    code = "script_blocked"
    status = 409
    message = _("检查没过：%(why)s。")
    action = _("照下面的换法改好，再送审。")
    field = "body"

    def __init__(self, *, why: str, findings: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(why=why)
        self.findings = findings

    def as_json(self) -> dict[str, Any]:
        return {**super().as_json(), "findings": list(self.findings)}


class ReasonMissing(OfAField):
    code = "reason_missing"
    message = _("退回要写一句为什么。")
    action = _("写上原因，写的人照着改。")
    field = "reason"


class ScriptFileGone(HelpdeskError):
    code = "script_file_gone"
    status = 404
    message = _("带它的话术停用了，或者换了别的文件。")
    action = _("去掉它就能发；还要发，从「图片、文件」里选一份。")


class NoSuchVersion(HelpdeskError):
    code = "no_such_version"
    status = 404
    message = _("没有第 %(number)s 版。")
    action = _("看一眼版本列表。")
