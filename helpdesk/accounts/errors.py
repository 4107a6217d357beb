"""What can go wrong at the door, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotAllowed, TooFast


class SignInRequired(HelpdeskError):
    """Nobody is signed in, or the sign-in has ended. A socket closes with 4401."""

    code = "sign_in_required"
    status = 401
    message = _("登录已经结束了。")
    action = _("请重新登录，没发完的话都还在。")


class NoShop(NotAllowed):
    """Signed in, but a member of no shop any more. A socket closes with 4403."""

    code = "no_shop"
    message = _("您的账号现在不在任何店铺里。")
    action = _("请店长把您加进店铺；如果是误停用，请他恢复您的账号。")


class PermissionRefused(NotAllowed):
    """An insider without the right: says which right it takes and who has it."""

    code = "permission_refused"
    message = _("「%(right)s」要%(who)s才能做，您现在是%(role)s。")
    action = _("请%(who)s来做，或请店长调整您的角色。")


class SignInFailed(HelpdeskError):
    """The same for an unknown name, a wrong password and a deactivated account."""

    code = "sign_in_failed"
    status = 401
    message = _("用户名或密码不对。")
    action = _("看看大小写和输入法再试；忘了密码，就请店长或主管给您一条重设链接。")


class SignInBlocked(TooFast):
    """Too many failures under this name: for a while even the right password is refused."""

    code = "sign_in_blocked"
    message = _("这个用户名连着试错太多次，暂停登录。")
    action = _("再等 %(seconds)s 秒就能试；等不及就请店长或主管给您一条重设链接。")


class AddressBlocked(TooFast):
    """Too many failures from one address, under whatever names."""

    code = "address_blocked"
    message = _("这个网络上试错的次数太多，暂停登录。")
    action = _("再等 %(seconds)s 秒就能试，账号都没事。")


class WrongPassword(HelpdeskError):
    """The old password, asked for once more before a new one is set."""

    code = "wrong_password"
    status = 400
    message = _("现在的密码不对。")
    action = _("再输一次；忘了就请店长或主管给您一条重设链接。")


class ResetLinkProblem(HelpdeskError):
    """A link that opens nothing. ``problem`` tells the page which words to use."""

    code = "reset_link_invalid"
    status = 410
    problem = "invalid"
    message = _("这条重设链接不完整或者不对。")
    action = _("请整条复制再打开；还不行，就请店长或主管再给一条。")


class ResetLinkUsed(ResetLinkProblem):
    code = "reset_link_used"
    problem = "used"
    message = _("这条重设链接已经用过了。")
    action = _("用新密码登录；还要重设，就请店长或主管再给一条。")


class ResetLinkExpired(ResetLinkProblem):
    code = "reset_link_expired"
    problem = "expired"
    message = _("这条重设链接过期了，或者已经有更新的一条。")
    action = _("用最新的那条，或请店长或主管再给一条。")


class InvitationProblem(HelpdeskError):
    """A link that lets nobody in. ``problem`` tells the page which words to use."""

    code = "invitation_invalid"
    status = 410
    problem = "invalid"
    message = _("这条邀请链接不完整或者不对。")
    action = _("请整条复制再打开；还不行，就请店长再发一条。")


class InvitationUsed(InvitationProblem):
    code = "invitation_used"
    problem = "used"
    message = _("这条邀请链接已经用过了。")
    action = _("是您用的，直接登录就行；不是，请告诉店长，请他再发一条。")


class InvitationExpired(InvitationProblem):
    code = "invitation_expired"
    problem = "expired"
    message = _("这条邀请链接过期了。")
    action = _("请店长再发一条，一分钟的事。")


class InvitationWithdrawn(InvitationProblem):
    code = "invitation_withdrawn"
    problem = "withdrawn"
    message = _("这条邀请被收回了。")
    action = _("要是弄错了，请店长再发一条。")


class InvitationNotOpen(HelpdeskError):
    """Somebody has used it, or it was taken back, while the owner was looking."""

    code = "invitation_not_open"
    status = 409
    message = _("给 %(name)s 的邀请已经用过、过期或收回了。")
    action = _("刷新成员页看看现在的样子。")


class AlreadyMember(HelpdeskError):
    """A link must not change the role of somebody who is in: the owner may have tried it."""

    code = "already_member"
    status = 409
    message = _("您已经在 %(shop)s 了，这条邀请还没用掉。")
    action = _("把它发给要请的人就行。")


class UsernameTaken(HelpdeskError):
    """Two people chose one name at the same moment, or in different case."""

    code = "username_taken"
    status = 409
    message = _("用户名 %(username)s 有人用了。")
    action = _("换一个，比如加上店名。")


class NotToTransferTo(HelpdeskError):
    """A shop goes to somebody who is in it, and not to oneself."""

    code = "not_to_transfer_to"
    status = 409
    message = _("店铺不能转给 %(name)s。")
    action = _("选一位在用的同事，而且不是已经当店长的。")


class RoleUnknown(HelpdeskError):
    """A role that does not exist, or that a link cannot give."""

    code = "role_unknown"
    message = _("没有这个角色，或者不能这样给。")
    action = _("刷新页面再选一次。")


class ResetAboveRank(NotAllowed):
    """A link for someone of the same or a higher role would lift its holder up."""

    code = "reset_above_rank"
    message = _("您不能给%(role)s重设密码。")
    action = _("请店长来做。")


class ResetBeyondShop(NotAllowed):
    """The person also works elsewhere: a link from here would open those shops too."""

    code = "reset_beyond_shop"
    message = _("%(name)s 的账号也用在别的店铺，不能由一家店重设。")
    action = _("请他自己用「忘了密码」收邮件重设，或请系统管理员来做。")


class MemberInactive(HelpdeskError):
    """Nothing can be done for a member who has been switched off."""

    code = "member_inactive"
    status = 409
    message = _("%(name)s 已经停用。")
    action = _("先恢复这位成员，再做这一步。")


class LastOwner(HelpdeskError):
    """A shop always keeps one owner."""

    code = "last_owner"
    status = 409
    message = _("%(name)s 是这家店唯一的店长，走不开。")
    action = _("先让另一位成员当店长，再来改这一位。")


class PolicyValueWrong(HelpdeskError):
    """Not of the shape that the rule needs."""

    code = "policy_value_wrong"
    message = _("「%(name)s」不能设成 %(value)s。")
    action = _("照现在的写法来填：数字的个数和顺序都要一样。")


class PolicyNumberWrong(HelpdeskError):
    """A number that the rule can't take, said so that it can be put right in place."""

    code = "policy_number_wrong"
    message = _("「%(typed)s」不行：要 %(least)s 到 %(most)s 之间的%(kind)s。")
    action = _("改好再存，别的规则没动。")


class PolicyOrderWrong(HelpdeskError):
    """A list of steps that does not rise."""

    code = "policy_order_wrong"
    message = _("这几个数要一个比一个大，您填的是 %(typed)s。")
    action = _("比如 %(preset)s。")


class PolicyChangedMeanwhile(HelpdeskError):
    """Somebody else changed the rule after the page was opened."""

    code = "policy_changed_meanwhile"
    status = 409
    message = _("您改的时候，%(name)s刚把它改成了：%(said)s。")
    action = _("看过再决定；还要改，就再存一次。")


class PreferenceUnknown(HelpdeskError):
    """A choice that does not exist."""

    code = "preference_unknown"
    message = _("没有这个选项。")
    action = _("刷新页面再选一次。")


class PageTooOld(NotAllowed):
    """The form's token does not fit the browser's cookie (CSRF)."""

    code = "page_too_old"
    message = _("这一页放太久了，刚才的没有提交。")
    action = _("刷新页面再试一次；一直这样，看看浏览器是不是关掉了 Cookie。")
