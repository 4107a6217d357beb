"""The verbs of this app, how they read, and what they are about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.audit import register_verb
from helpdesk.accounts.audit_labels import register_target, register_verb_group
from helpdesk.accounts.models import AuditEntry

VERBS = {
    "shop.created": _("%(actor)s 开了店铺「%(target)s」"),
    "people.member_added": _("%(actor)s 把 %(target)s 加进店铺，角色是%(role)s"),
    "people.member_deactivated": _("%(actor)s 停用了 %(target)s"),
    "people.member_restored": _("%(actor)s 让 %(target)s 回来了，角色是%(role)s"),
    "people.role_changed": _("%(actor)s 把 %(target)s 从%(before)s改成%(role)s"),
    "people.alias_changed": _("%(actor)s 把 %(target)s 给买家看的名字改成「%(alias)s」"),
    "shop.transferred": _("%(actor)s 把店铺转给了 %(target)s"),
    "people.invited": _("%(actor)s 请 %(target)s 来做%(role)s"),
    "people.invitation_withdrawn": _("%(actor)s 收回了给 %(target)s 的邀请"),
    "people.invitation_used": _("%(actor)s 用邀请链接进了店铺"),
    "people.reset_link_issued": _("%(actor)s 给 %(target)s 发了一条重设密码链接"),
    "password.changed": _("%(actor)s 改了自己的密码"),
    "password.reset": _("%(actor)s 用重设链接设了新密码"),
    "password.link_requested": _("%(target)s 要求把重设链接寄到邮箱"),
    "sign_in.succeeded": _("%(actor)s 登录了"),
    "sign_in.failed": _("有人用「%(target)s」登录，密码不对"),
    "sign_in.blocked": _("「%(target)s」连着试错太多次，暂停登录"),
    "sign_in.ended": _("%(actor)s 退出了登录"),
    "shop.profile_changed": _("%(actor)s 改了店铺资料：%(target)s"),
    "shop.platforms_applied": _("%(actor)s 用了平台预设：%(target)s，改了 %(changed)s 条规则"),
    "shop.platforms_undone": _("%(actor)s 撤回了平台预设：%(target)s，%(changed)s 条规则换了回去"),
    "shop.opening_skipped": _("%(actor)s 开店时先跳过：%(target)s"),
    "shop.opening_put_away": _("%(actor)s 收起了开店清单，还剩 %(target)s 步"),
    "policy.changed": _("%(actor)s 改了规则：%(target)s"),
    "api.token_made": _(
        "%(actor)s 做了接口密钥「%(target)s」，替 %(member)s 办事，能做：%(scopes)s"
    ),
    "api.token_revoked": _("%(actor)s 作废了接口密钥「%(target)s」"),
    "api.personal_read": _("%(actor)s 读走了 %(count)s 份收件人原文"),
    "api.source_made": _("%(actor)s 做了订单推送地址「%(target)s」"),
    "api.source_rotated": _("%(actor)s 换了订单推送「%(target)s」的密钥"),
    "api.source_revoked": _("%(actor)s 作废了订单推送地址「%(target)s」"),
    "audit.words_opened": _("%(actor)s 点开了 %(target)s 撤回的原话"),
}


def register_all() -> None:
    """Called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_verb_group(
        "sign_in", pgettext_lazy("audit group", "登录和密码"), "sign_in.", "password."
    )
    register_verb_group("people", pgettext_lazy("audit group", "成员"), "people.")
    register_verb_group("shop", pgettext_lazy("audit group", "店铺和规则"), "shop.", "policy.")
    register_verb_group("api", pgettext_lazy("audit group", "开放接口"), "api.")
    register_verb_group("audit", pgettext_lazy("audit group", "点开原话"), "audit.")
    register_target("membership", pgettext_lazy("audit target", "成员"), _people)
    register_target("user", pgettext_lazy("audit target", "账号"), _people)
    register_target("invitation", pgettext_lazy("audit target", "邀请"), _people)
    register_target("shop", pgettext_lazy("audit target", "店铺资料"), _shop)
    register_target("policy", pgettext_lazy("audit target", "规则"), _rule)
    register_target("apitoken", pgettext_lazy("audit target", "接口密钥"), _api)
    register_target("ordersource", pgettext_lazy("audit target", "订单推送"), _api)
    register_target("auditentry", pgettext_lazy("audit target", "记录"), _entry)


def _people(entry: AuditEntry) -> str:
    return reverse("people")


def _shop(entry: AuditEntry) -> str:
    return reverse("settings-shop")


def _api(entry: AuditEntry) -> str:
    return reverse("api-access")


def _rule(entry: AuditEntry) -> str:
    return f"{reverse('settings')}?history={entry.data.get('name', '')}"


def _entry(entry: AuditEntry) -> str:
    return f"{reverse('audit')}?before={int(entry.target_id) + 1}"
