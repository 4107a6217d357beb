"""Who may do what: one table, read from left to right."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models.membership import Role

YES, NO = True, False


@dataclass(frozen=True, slots=True)
class Right:
    """One row: what it is called on screen, and the answer for each role."""

    agent: bool
    supervisor: bool
    owner: bool
    label: str | Promise

    def allows(self, role: str) -> bool:
        return {
            Role.AGENT: self.agent,
            Role.SUPERVISOR: self.supervisor,
            Role.OWNER: self.owner,
        }.get(Role(role), NO)


# fmt: off
PERMISSIONS: dict[str, Right] = {
    #                              agent, supervisor, owner
    "chat.reply":             Right(YES, YES, YES, pgettext_lazy("right", "回复买家")),
    "chat.take_over":         Right(NO,  YES, YES, pgettext_lazy("right", "接走同事手上的会话")),
    "chat.finish_any":        Right(NO,  YES, YES, pgettext_lazy("right", "结束同事手上的会话")),
    "chat.hand_over":         Right(YES, YES, YES, pgettext_lazy("right", "把手上的会话转给同事")),
    "floor.oversee":          Right(NO,  YES, YES, pgettext_lazy("right", "看现场：静看、派会话")),
    "team.arrange":           Right(NO,  YES, YES, pgettext_lazy("right", "安排接待和客服组")),
    "team.peak":              Right(NO,  YES, YES, pgettext_lazy("right", "开关高峰模式")),
    "chat.block":             Right(NO,  YES, YES, pgettext_lazy("right", "拉黑和解除")),
    "tag.manage":             Right(NO,  YES, YES, pgettext_lazy("right", "增删改标签")),
    "figures.team":           Right(NO,  YES, YES, pgettext_lazy("right", "看同事的响应数据")),
    "followups.arrange":      Right(NO,  YES, YES, pgettext_lazy("right", "改同事待办、排例行")),
    "order.note":             Right(YES, YES, YES, pgettext_lazy("right", "改订单的旗子和备注")),
    "order.reveal":           Right(YES, YES, YES, pgettext_lazy("right", "看收货资料原文")),
    "commerce.import":        Right(NO,  YES, YES, pgettext_lazy("right", "导入订单、商品、价格")),
    "goods.view":             Right(YES, YES, YES, pgettext_lazy("right", "看商品和快递")),
    "goods.edit":             Right(NO,  YES, YES, pgettext_lazy("right", "改商品、规格和尺码表")),
    "courier.edit":           Right(NO,  YES, YES, pgettext_lazy("right", "改快递价格")),
    "scripts.write":          Right(YES, YES, YES, pgettext_lazy("right", "看话术、写话术送审")),
    "scripts.review":         Right(NO,  YES, YES, pgettext_lazy("right", "审话术、停用话术")),
    "scripts.manage":         Right(NO,  YES, YES, pgettext_lazy("right", "排场景、导入话术")),
    "guard.manage":           Right(NO,  YES, YES, pgettext_lazy("right", "定用词规则、答复申诉")),
    "cases.handle":           Right(YES, YES, YES, pgettext_lazy("right", "办售后单，额度之内")),
    "cases.deadline":         Right(NO,  YES, YES, pgettext_lazy("right", "改售后期限")),
    "refunds.find_out":       Right(NO,  NO,  YES, pgettext_lazy("right", "渠道断开时记退没退")),
    "people.view":            Right(NO,  YES, YES, pgettext_lazy("right", "看成员名单")),
    "people.reset_password":  Right(NO,  YES, YES, pgettext_lazy("right", "给同事重设密码链接")),
    "people.manage":          Right(NO,  NO,  YES, pgettext_lazy("right", "请人、改角色、停用")),
    "audit.view":             Right(NO,  YES, YES, pgettext_lazy("right", "看操作记录")),
    "audit.open_words":       Right(NO,  YES, YES, pgettext_lazy("right", "点开撤回消息的原话")),
    "settings.view":          Right(NO,  YES, YES, pgettext_lazy("right", "看店铺规则")),
    "api.manage":             Right(NO,  NO,  YES, pgettext_lazy("right", "管接口密钥和订单推送")),
    "shop.settings":          Right(NO,  NO,  YES, pgettext_lazy("right", "改店铺规则")),
    "integrations.manage":    Right(NO,  NO,  YES, pgettext_lazy("right", "管推送地址和记录")),
}
# fmt: on

RANK = {Role.AGENT: 1, Role.SUPERVISOR: 2, Role.OWNER: 3}


def allows(role: str, permission: str) -> bool:
    """Whether the role has the right; an unknown permission is a mistake in the code."""
    return PERMISSIONS[permission].allows(role)


def permissions_of(role: str) -> frozenset[str]:
    """All that the role may do: what templates ask."""
    return frozenset(name for name, right in PERMISSIONS.items() if right.allows(role))


def roles_with(permission: str) -> list[Role]:
    """The roles that have the right, lowest first: whom to ask."""
    return [role for role in Role if allows(role, permission)]


def may_reset_password_of(actor_role: str, target_role: str) -> bool:
    """Owners for everyone; others only for those below, so that no link lifts anyone up."""
    if not allows(actor_role, "people.reset_password"):
        return False
    return actor_role == Role.OWNER or RANK[Role(target_role)] < RANK[Role(actor_role)]
