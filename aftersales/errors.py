"""What can go wrong with cases and refunds, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound


class CaseNotFound(NotFound):
    message = _("没有找到这个售后单。")
    action = _("刷新后再试；它可能不在您的店铺里。")


class LineNotFound(NotFound):
    code = "case_line_not_found"
    message = _("这个订单里没有您选的那一件。")
    action = _("订单可能刚更新过，刷新后重新选。")


class CaseOpenAlready(HelpdeskError):
    code = "case_open_already"
    status = 409
    message = _("这一件已经有一个没办完的售后单 %(case)s。")
    action = _("在那一单里改申请，或先把它办完、撤销。")


class StepMissing(HelpdeskError):
    """A step of the wizard that has to be answered first."""

    code = "case_step_missing"
    message = _("还差一步：%(what)s。")
    action = _("补上再点，别的都留着。")


class NotTheBuyer(HelpdeskError):
    code = "case_not_the_buyer"
    status = 409
    message = _("这个订单不是这个会话里的买家下的。")
    action = _("回到会话，从订单旁边的「开售后单」进来。")


class MoveImpossible(HelpdeskError):
    """The machine has no such move from here."""

    code = "case_move_impossible"
    status = 409
    message = _("售后单 %(case)s 现在是「%(state)s」，不能「%(verb)s」。什么都没有改。")
    action = _("现在可以：%(possible)s。")


class CaseMoved(HelpdeskError):
    """Somebody was quicker."""

    code = "case_moved"
    status = 409
    message = _("售后单 %(case)s 刚被%(name)s动过，现在是「%(state)s」。您这一步没有做。")
    action = _("看一眼最新情况再定。")


class NotYours(NotAllowed):
    """A deed of somebody else: a buyer cannot agree to their own application."""

    code = "case_not_yours"
    message = _("「%(verb)s」不是您这一方能做的。")
    action = _("等另一方来办；过了时限会自动处理。")


class Lacking(HelpdeskError):
    code = "case_lacking"
    message = _("「%(verb)s」还缺：%(needs)s。")
    action = _("补上再来；客服替买家办的，要附上买家的原话。")


class EditsUsed(HelpdeskError):
    code = "case_edits_used"
    status = 409
    message = _("这个申请已经改过 %(most)s 次，不能再改了。")
    action = _("可以撤销后重新申请，或请平台介入。")


class AmountWrong(HelpdeskError):
    code = "case_amount_wrong"
    message = _("退款金额 %(amount)s 不行：%(problem)s。")
    action = _("填 %(least)s 到 %(most)s 之间的金额，精确到分。")


class WordsWrong(HelpdeskError):
    code = "case_words_wrong"
    message = _("「%(field)s」不对：%(problem)s。")
    action = _("改好再试，什么都没有改。")


class LawForbids(HelpdeskError):
    """A refusal that the law does not allow."""

    code = "case_law_forbids"
    status = 409
    message = _("不能用「%(refusal)s」拒绝：%(says)s（%(law)s）。")
    action = _("可以同意，或和买家协商别的方案。能用的理由：%(lawful)s。")


class NeedsApproval(HelpdeskError):
    code = "case_needs_approval"
    status = 403
    message = _("%(amount)s 超过您的额度 %(limit)s，要%(roles)s批。")
    action = _("写上理由送审；批了就照办，期限照算。")


class RulingAboveLimit(NotAllowed):
    """Whoever writes down a platform's ruling lets the money go."""

    code = "case_ruling_above_limit"
    message = _("平台判给买家的 %(amount)s 超过您的额度 %(limit)s，要%(roles)s来记。")
    action = _("请他们打开这一单，附上平台的裁决来记；期限照算。")


class LossAboveLimit(HelpdeskError):
    """Paid before the goods were found: both are gone."""

    code = "case_loss_above_limit"
    status = 403
    message = _("没见到货先退 %(amount)s，超过您的额度 %(limit)s，要%(roles)s来办。")
    action = _("送审，或请他们打开这一单来点；到了法定期限也会自动退，买家不会白等。")


class NeedsSenior(NotAllowed):
    code = "case_needs_senior"
    message = _("退件签收以后，法定的退款期限已经在算，收错了要主管或店长来退回。")
    action = _("请他们打开这一单，写上怎么收错的。")


class ProofUnknown(HelpdeskError):
    """Evidence that names what this case has not got."""

    code = "case_proof_unknown"
    message = _("凭证不对：%(problem)s。什么都没有改。")
    action = _("从这位买家的会话里重新选，或者把看到的写下来。")


class ApprovalGone(HelpdeskError):
    code = "case_approval_gone"
    status = 409
    message = _("这个送审已经不在等了：售后单有了新情况，或者别人批过了。")
    action = _("看一眼最新情况；还需要的话再送一次。")


class OwnApproval(NotAllowed):
    code = "case_own_approval"
    message = _("自己送审的，自己不能批。")
    action = _("请另一位额度够的同事来批。")


class RefundUnderWay(HelpdeskError):
    code = "refund_under_way"
    status = 409
    message = _("这笔钱已经交给支付渠道，还没有结果。现在另外退，可能退两次。")
    action = _("等渠道的结果，一般几分钟；它说没退，再另外退。")


class RefundCut(RefundUnderWay):
    """Under way when the service was disconnected: nobody can ask it."""

    code = "refund_cut"
    message = _("这笔钱交给过支付渠道，渠道现在断开了，不知道退没退。现在另外退，可能退两次。")
    action = _("先去渠道那边查这笔的编号，由店长记下「查实退了」或「查实没退」。")


class RefundNotCut(HelpdeskError):
    """Nothing to find out: the service can be asked, or nobody ever gave it to one."""

    code = "refund_not_cut"
    status = 409
    message = _("这笔退款不用人来查实：%(why)s。什么都没有改。")
    action = _("刷新看最新情况，按页面上能做的办。")


class RefundJustTried(HelpdeskError):
    code = "refund_just_tried"
    status = 409
    message = _("一分钟内还有程序在问支付渠道这笔钱，现在记可能和它撞上。什么都没有改。")
    action = _("过一分钟再记。")


class NeedsOwner(NotAllowed):
    code = "case_needs_owner"
    message = _("支付渠道断开时退没退，要店长查实来记。")
    action = _("请店长打开这一单，写上怎么查的。")


class RefundSettled(HelpdeskError):
    code = "refund_settled"
    status = 409
    message = _("这笔退款已经有结果了，不用再问。")
    action = _("刷新看最新情况。")


class DeadlineGone(HelpdeskError):
    code = "deadline_gone"
    status = 409
    message = _("这个售后单现在没有在计时。")
    action = _("刷新看最新情况。")


class DeadlineWrong(HelpdeskError):
    code = "deadline_wrong"
    message = _("期限不能改到那时：%(problem)s。")
    action = _("选一个还没到的时间，最晚 %(latest)s。")


class TooManyCaseFiles(HelpdeskError):
    code = "case_files_too_many"
    message = _("一次放了 %(count)s 个文件，现在最多还能放 %(most)s 个。什么都没有存。")
    action = _("留下最说明问题的几张再交。")


class CallbackForged(HelpdeskError):
    code = "callback_forged"
    status = 401
    message = _("签名不对，这条通知不是支付渠道发的。什么都没有改。")
    action = _("检查两边的密钥和时钟。")


class CallbackLate(HelpdeskError):
    code = "callback_late"
    status = 409
    message = _("这条通知的时间离现在太远，可能是重放的。什么都没有改。")
    action = _("用现在的时间重新签名再发；结果我们也会自己去查。")


class CallbackUnknown(NotFound):
    code = "callback_unknown"
    message = _("没有这个编号的退款。什么都没有改。")
    action = _("核对编号；它可能属于别的系统。")


class CallbackUnread(HelpdeskError):
    code = "callback_unread"
    message = _("读不懂这条通知。什么都没有改。")
    action = _("要一个 JSON，里面有 key。")
