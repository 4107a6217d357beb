"""What can go wrong with tokens and webhooks that come in, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotAllowed, TooFast


class TokenMissing(HelpdeskError):
    """No token in the request; a browser's session does not count."""

    code = "token_missing"
    status = 401
    message = _("没有带接口密钥。")
    action = _("加上请求头 Authorization: Bearer hdk_…；密钥由店长在「设置」的「开放接口」里做。")


class TokenWrong(HelpdeskError):
    code = "token_wrong"
    status = 401
    message = _("接口密钥不对。")
    action = _("整条复制再试，或请店长另做一条。")


class TokenRevoked(HelpdeskError):
    code = "token_revoked"
    status = 401
    message = _("密钥「%(name)s」已经作废。")
    action = _("请店长另做一条。")


class TokenOver(HelpdeskError):
    code = "token_expired"
    status = 401
    message = _("密钥「%(name)s」过期了。")
    action = _("请店长另做一条，有效期可以长一些。")


class TokenWithoutMember(HelpdeskError):
    """The person in whose name it acts is no longer in the shop."""

    code = "token_member_out"
    status = 401
    message = _("密钥「%(name)s」替 %(member)s 办事，而他已经不在店铺里。")
    action = _("请店长另做一条，换一位同事的名义。")


class ScopeMissing(NotAllowed):
    code = "scope_missing"
    message = _("这条密钥没有 %(scope)s（%(label)s）这一项。")
    action = _("请店长另做一条，勾上这一项。")


class TokenTooFast(TooFast):
    code = "too_fast"
    message = _("这条密钥一分钟最多 %(limit)s 次请求，已经满了。")
    action = _("等 %(seconds)s 秒再发；响应头 Retry-After 里也有。")


class TokenNameless(HelpdeskError):
    code = "token_nameless"
    message = _("还没有起名字。")
    action = _("写上是哪个程序用，比如「ERP」。")


class TokenWithoutScope(HelpdeskError):
    code = "token_without_scope"
    message = _("一项都没有勾，这样的密钥什么也做不了。")
    action = _("至少勾一项。")


class TokenDays(HelpdeskError):
    code = "token_days"
    message = _("有效期要在 1 到 %(most)s 天之间。")
    action = _("改好再做，或者不写，一直有效到作废。")


class KeyTooLong(HelpdeskError):
    code = "idempotency_key_wrong"
    message = _("Idempotency-Key 要 1 到 80 个可见的 ASCII 字符。")
    action = _("用一个 UUID 就好。")


class KeyUsedOtherwise(HelpdeskError):
    code = "idempotency_key_reused"
    status = 409
    message = _("这个 Idempotency-Key 已经用在另一个请求上，内容不一样。")
    action = _("换一个新的再发；上一次的结果没有变。")


class KeyAtWork(HelpdeskError):
    code = "idempotency_key_at_work"
    status = 409
    message = _("带同一个 Idempotency-Key 的请求还在办。")
    action = _("过几秒再发同一个请求，会得到它的结果。")


class SourceUnknown(HelpdeskError):
    """Also for one that was revoked: nobody is told which sources ever existed."""

    code = "source_unknown"
    status = 404
    message = _("没有这个推送地址，或者它已经作废。")
    action = _("核对地址；还不行，请店长在「开放接口」里另做一个。")


class HookHeaderMissing(HelpdeskError):
    code = "hook_header_missing"
    message = _("少了请求头 %(header)s，或者写得不对。")
    action = _("三个请求头都要有，写法见接口说明 /api/docs/。")


class HookForged(HelpdeskError):
    code = "hook_signature_wrong"
    status = 401
    message = _("签名不对，没有收。")
    action = _("用最新的密钥，对「时间戳.内容」的原始字节算 HMAC-SHA256。")


class HookOld(HelpdeskError):
    code = "hook_too_old"
    status = 401
    message = _("这次推送是 %(seconds)s 秒以前签的，超过 %(limit)s 秒不收。")
    action = _("重新签名再发；一直这样，校一下发送方的时钟。")


class HookAhead(HelpdeskError):
    code = "hook_from_the_future"
    status = 401
    message = _("这次推送的时间比这边快了 %(seconds)s 秒，没有收。")
    action = _("校一下发送方的时钟，重新签名再发。")


class HookReplayed(HelpdeskError):
    code = "hook_replayed"
    status = 409
    message = _(
        "推送 %(delivery)s 在 %(at)s 收过了："
        "新增 %(created)s，更新 %(changed)s，没变 %(unchanged)s，有错 %(refused)s。"
    )
    action = _("不用再发；有新的内容，换一个推送编号。")


class HookTooFast(TooFast):
    code = "too_fast"
    message = _("这个来源一分钟最多推送 %(limit)s 次，已经满了。")
    action = _("等 %(seconds)s 秒再发；一次可以放 500 个订单。")


HOOK_ADVICE = {
    one.code: one.action
    for one in (HookHeaderMissing, HookForged, HookOld, HookAhead, HookReplayed)
}
"""By code, for the log of a source. The limit's own advice counts seconds, and is not kept."""
