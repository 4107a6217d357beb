"""What can go wrong with what a shop keeps to itself, in words."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class NoteGone(NotFound):
    message = _("这条备注已经没有了。")
    action = _("刷新后再看。")


class NoteNotYours(HelpdeskError):
    code = "note_not_yours"
    status = 403
    message = _("这条备注是%(author)s写的。")
    action = _("请写的人自己改，或者另写一条。")


class NoteTooLate(HelpdeskError):
    code = "note_too_late"
    status = 409
    message = _("写下超过 %(seconds)s 秒，不能改了。")
    action = _("另写一条，或者删掉它。")


class TagEmpty(HelpdeskError):
    code = "tag_empty"
    message = _("标签是空的。")
    action = _("写一个词，最多 %(limit)s 个字。")


class TagTooLong(HelpdeskError):
    code = "tag_too_long"
    message = _("标签有 %(length)s 个字，最多 %(limit)s 个。")
    action = _("换一个短的词。")


class TagTwice(HelpdeskError):
    code = "tag_twice"
    status = 409
    message = _("已经有「%(name)s」这个标签了。")
    action = _("直接用它，或者把两个并成一个。")


class TagNotFound(NotFound):
    message = _("没有找到这个标签。")
    action = _("它可能刚被合并或停用，刷新后再选。")


class TagRetired(HelpdeskError):
    code = "tag_retired"
    status = 409
    message = _("「%(name)s」已经停用了。")
    action = _("换一个标签，或请主管重新启用。")


class TagsFull(HelpdeskError):
    code = "tags_full"
    status = 409
    message = _("这个会话已经有 %(most)s 个标签。")
    action = _("先去掉一个，再加。")


class TagsMany(HelpdeskError):
    code = "tags_many"
    status = 409
    message = _("店里已经有 %(most)s 个标签。")
    action = _("先合并或停用几个，再加。")


class TagIntoItself(HelpdeskError):
    code = "tag_into_itself"
    message = _("一个标签不能并到它自己里。")
    action = _("选另一个。")


class TagTargetGone(HelpdeskError):
    code = "tag_target_gone"
    status = 422
    message = _("没有选要并到哪个标签，或者它刚被删了。")
    action = _("从单子里另选一个；这个标签没有动。")


class StageUnknown(HelpdeskError):
    code = "stage_unknown"
    message = _("没有这个阶段。")
    action = _("售前、售中、售后里选一个。")


class NothingOpen(HelpdeskError):
    code = "nothing_open"
    status = 409
    message = _("这次接待已经结束，没有要改的了。")
    action = _("直接发消息，会开始新的一次接待。")


class SnoozeMoment(HelpdeskError):
    code = "snooze_moment"
    message = _("「稍后」的时间要在以后，最远 %(days)s 天。")
    action = _("换一个时间。")


class MinutesWrong(HelpdeskError):
    code = "minutes_wrong"
    message = _("分钟数要在 %(least)s 到 %(most)s 之间。")
    action = _("换一个数。")


class UndoLate(HelpdeskError):
    code = "undo_late"
    status = 409
    message = _("超过 %(seconds)s 秒，不能整批撤回了。")
    action = _("要接着聊，直接给买家发消息，会开始新的一次接待。")


class ReasonEmpty(HelpdeskError):
    code = "reason_empty"
    message = _("还没写为什么拉黑。")
    action = _("写一句，同事和主管都看得到。")


class ReasonTooLong(HelpdeskError):
    code = "reason_too_long"
    message = _("写了 %(length)s 个字，最多 %(limit)s 个。")
    action = _("删短一点。")


class BlockHours(HelpdeskError):
    code = "block_hours"
    message = _("拉黑的时间最长 %(most)s 小时，更久请选永久。")
    action = _("换一个时间。")


class NotBlocked(HelpdeskError):
    code = "not_blocked"
    status = 409
    message = _("这位买家不在黑名单里。")
    action = _("不用再解除。")


class BlockedBuyer(HelpdeskError):
    """To the buyer."""

    code = "blocked"
    status = 403
    message = _("店家现在不接收您的消息。")
    action = _("您写的都留在这里，没有发出。订单的事，请到下单的平台找客服。")


class ChatBlocked(HelpdeskError):
    """To a colleague who writes to somebody on the blacklist."""

    code = "chat_blocked"
    status = 409
    message = _("这位买家在黑名单里，发不了消息。")
    action = _("要接着聊，请主管先解除拉黑。您写的还在输入框里。")


class RatingNotAsked(HelpdeskError):
    code = "rating_not_asked"
    status = 404
    message = _("这次接待没有邀请您评价。")
    action = _("有话直接发给客服就好。")


class RatingOver(HelpdeskError):
    code = "rating_over"
    status = 409
    message = _("评价的时间过了。")
    action = _("有话直接发给客服就好。")


class RatingDone(HelpdeskError):
    code = "rating_done"
    status = 409
    message = _("这次接待您已经评过了。")
    action = _("评价不能改；还有话直接发给客服。")


class ScoreUnknown(HelpdeskError):
    code = "score_unknown"
    message = _("评价只有 1 到 5 五档。")
    action = _("选一档再交。")


class CommentTooLong(HelpdeskError):
    code = "comment_too_long"
    message = _("写了 %(length)s 个字，最多 %(limit)s 个。")
    action = _("删短一点再交，选的那档还在。")


class ReasonsWrong(HelpdeskError):
    code = "reasons_wrong"
    message = _("没买的原因要 1 到 %(most)s 条，每条最多 %(limit)s 个字，不能重复。")
    action = _("一行写一条。")


class ReasonUnknown(HelpdeskError):
    code = "reason_unknown"
    message = _("没有「%(reason)s」这个原因。")
    action = _("刷新后再选，或者跳过。")


class ClosingTooLong(HelpdeskError):
    code = "closing_too_long"
    message = _("结束语有 %(length)s 个字，最多 %(limit)s 个。")
    action = _("删短一点。")


class InvitationUnknown(HelpdeskError):
    code = "invitation_unknown"
    message = _("没有这种邀请方式。")
    action = _("三种里选一种。")
