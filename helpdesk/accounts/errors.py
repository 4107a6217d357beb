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
    message = _("“%(right)s”要%(who)s才能做，您现在是%(role)s。")
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


class ResetAboveRank(NotAllowed):
    """A link for someone of the same or a higher role would lift its holder up."""

    code = "reset_above_rank"
    message = _("您不能给%(role)s重设密码。")
    action = _("请店长来做。")


class ResetBeyondShop(NotAllowed):
    """The person also works elsewhere: a link from here would open those shops too."""

    code = "reset_beyond_shop"
    message = _("%(name)s 的账号也用在别的店铺，不能由一家店重设。")
    action = _("请他自己用“忘了密码”收邮件重设，或请系统管理员来做。")


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
    message = _("%(name)s 是这家店唯一的店长，不能停用。")
    action = _("先让另一位成员当店长。")


class PolicyValueWrong(HelpdeskError):
    """Not of the shape that the rule needs."""

    code = "policy_value_wrong"
    message = _("“%(name)s”不能设成 %(value)s。")
    action = _("照现在的写法来填：数字的个数和顺序都要一样。")


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
