"""Good things for a review, also disguised."""

from scripts_library.guard.classes import BLOCK, HINT, SOUND, TIGHT, WARN, Rule

FREE = (
    "<free>",
    "(?:别|勿|不要)(?:相信|理|信|上当)|谨防|骗|举报",
    "@<-10><banned>",
    "<ban><-8>@",
    "<said><-8>@<-10>(?:不|没)",
    "收藏|加购|关注店铺",
)
# In disguise nobody explains a ban with care: only the plain words of one count.
PLAINLY_FREE = (
    "<free>",
    "(?:别|勿|不要)(?:相信|理|信|上当)|谨防|骗|举报",
    "@<-8><banned>",
    "<ban><-6>@",
)
UNSAID = "(?:<unsay><-6>(?:评|星|低分)|(?:评价?|一星|低分|评论)<-3><unsay>)"


def _offer(name: str, pattern: str, *, unless: tuple[str, ...] = FREE, view: str = "plain") -> Rule:
    return Rule(name, "review_reward", BLOCK, pattern, "review_reward", "review", view, unless)


RULES = (
    _offer("praise_then_reward", "<praise>[^。]{0,18}<give>[^。，]{0,6}(?:<money>|<num>+(?:元|块)?(?:$|[。，]))"),
    _offer("praise_for_reward", "<praise><~12>(?:返现|返利|返钱|红包|返还|返[0-9一二三五六八十两]|免单|立返|奖励|有奖|有礼|有好礼|领[取]?(?:礼|券|红包|奖|[0-9])|兑换|抽奖|送[^。，货给到]{1,6}|补[0-9一二三五十]|意思意思|意思一下|不会亏待|亏待不了|少不了您|好处|小惊喜|福利)"),
    _offer("reward_for_praise", "(?:<give>[^。，]{0,6}<money>|<money>|返现|好处)<~16>(?:给|写|来|留|打|发|晒|补|点|换|评|求|要|配合|做|加|完成)<-5><praise>"),
    _offer("reward_when_praised", "<give><-8>(?:<money>|<num>+(?:元|块))<~10>(?:只要|前提|条件|需要|要求|麻烦|记得|但|不过|您)<~10>(?:<praise>|评价|评论|评个|打分)"),
    _offer("review_brings_reward", "(?:评价|评论|评完|评了|评一下|点评|打分|打个?五|留评|给评|写评)<~14>(?:返现|返利|返钱|红包|返[0-9一二三五六八十两]+|免单|立返|奖励|有奖|有礼|好礼|领(?:取)?(?:礼|券|红包|奖|[0-9])|(?:送|给|补|退|打|转|发|减)(?:您|你|亲|个|一|小){0,6}(?:[0-9一二两三五八十]+(?:元|块|折)|优惠券|现金|礼品|小礼|话费|赠品|券|无门槛))"),
    _offer("reward_for_unsaying", f"{UNSAID}<~20>(?:<money>|好处|补您|补你|给[您你]<-4>(?:打|转|退|补|送|发)|(?:退|送|返|赔|补)(?:[您你]|给|一|个|[0-9])|双倍|加倍|意思一下|表示一下|不会亏待)", unless=(*FREE, "(?:看|看到|看见|看了|谢谢|收到)<-6>@")),
    _offer("reward_then_unsay", f"(?:<money>|(?:退|送|返|赔|补)(?:[您你]|给|[0-9]))<~20>{UNSAID}", unless=(*FREE, "(?:不用|不必|不|无需)(?:删|改|撤)")),
    _offer("money_on_condition_of_review", "(?:不|没)(?:给|写|打|删|改|撤|晒|好评)<-6>(?:好?评|五星|晒图|差评|中评|评价)(?:<~6>(?:就)?(?:不|没|别想|没有|休想|取消)<-4>(?:退|返|补|赔|发|给|处理|售后|送)|<~8>(?:补偿|退款|赔偿|红包|返现|补发|换货|礼品|优惠|赠品)<-6>(?:没|取消|不|作废|别想|收回))"),
    _offer("first_unsay_then_help", f"(?:{UNSAID}|(?:给|写|打)<-3>(?:好评|五星))<-4>(?:了|掉|之后|以后|后|完|再|才)<~5>(?:再|才|就|马上|立刻|可以|给[您你])<~6>(?:退|补|赔|发|处理|给|安排|返|换)"),
    _offer("help_only_if_unsaid", f"(?:退款|退钱|补发|赔|处理|换货|售后|补偿)<~6>(?:可以|没问题|行|好说|前提|条件|的话)<~10>(?:先|前提|条件|但|要|得|必须|需要|只要)<~8>(?:{UNSAID}|好评|五星)"),
    _offer("pay_for_review", "(?:花钱|有偿|付费|出钱|给钱|付[您你]|现金)<-4>(?:删|改|撤|买|换|好)<-4>评"),
    _offer("review_cards", "(?:好评|返现|评价|五星)(?:返现)?(?:卡|小卡片|卡片|券)<~14>(?:扫|加|领|联系|返|里面|刮|给您|红包|凭)"),
    _offer("praise_paid", "<praise><~10>(?:有惊喜|礼物|免费换|免费送|换新|便宜|打折|少收|[有送得]小?礼|小?红包)|(?:五(?:个|颗)?星|好评|差评|中评)<~16>(?:我|店里|这边)?(?:出|给|送|补|赔|转)<u>?<num>+|(?:别|不(?:要)?)(?:给|打|写)<-3>(?:差评|中评|低分)<~10>(?:送|补|赔|返|给<u>|券|红包)|(?:补偿|送|赔|返|退)<~10>(?:别|不(?:要)?)(?:给|打|写)<-3>(?:差评|中评|低分)|(?:评论|评价)<-8>(?:好话|好的|说好|夸)<~8>(?:便宜|优惠|送|返|补)|(?:<praise>|评完|评价|评论)<~10>(?:(?:支付宝|微信|红包|私下|现金)<-3>(?:返|转|给|发|打|付)|[领拿赚得要]钱|返<u>|请<u>(?:喝|吃)|(?:奶茶|红包|咖啡|现金)<-3>(?:请|到|马上|安排|私|发))"),
    _offer("praise_then_money", "<praise>(?:的话|之后|以后|后|了|截图|发我|给我|，|我们?|这边|店里|客服|就|都|可以|能|即可|可|会|马上|立刻|帮<u>|给<u>|为<u>|申请|再|有|拿|领|享|享受|获得|得到|老板|额外|直接|全部|另外){1,6}(?:<num>+(?:元|块|折)|返|现金|红包|补[贴偿]|优惠券|礼|券|免单|奖)"),
    _offer("longer_is_more", "(?:写|评|图|字数?|内容)<-4>越<-4>(?:红包|返|奖|礼|钱|券|优惠)"),
    _offer("fake_review", "(?:刷(?:个?单|销量|好评|评价|几单)|补单|空包(?:好评|单)|代写好?评|帮(?:您|你)?写好?(?:好评|评价)|文案(?:发您|给您|复制)<~6>(?:评|粘贴)|(?:复制|粘贴)<~8>(?:好评|评价|评论))", unless=("<ban><-6>@", "@<-8><banned>")),
    _offer("arrived_then_reward", "(?:收到货?|收货|签收|到货)<~8>(?:联系|找|加|私)<-4>(?:客服|我们?)?<-4>(?:领|返|拿|要)<-4>(?:红包|现金|[0-9]|返现|礼|钱)"),
    _offer("tight_cashback", "(?:[好佳]评|五星|5星|晒图|晒单|追评|带图评|满分|改评|删评|评价)(?:价|论|后|了|就|可|即|截图|给|能|以|[您你亲]|立|以后|之后|全|图|带图|都|有|发我|即可){0,4}(?:返|红包|领[0-9]|奖[0-9]|免单|送[0-9])", view=TIGHT, unless=PLAINLY_FREE),
    _offer("sound_cashback", "(?:haopin(?:g)?|wuxing|5xing|shaitu|haop)[^。]{0,10}(?:fanxian|fanx(?:ian)?|hongbao|hb(?![a-z])|fan[0-9一]|fq(?![a-z]))", view=SOUND, unless=PLAINLY_FREE),
    _offer("letters_cashback", "(?<![a-z])(?:hpfx|hp返|hp返现|h评|hao评|好ping|五x|wx好评)", view=TIGHT, unless=PLAINLY_FREE),
    _offer("sound_reward_for_praise", "(?:fanxian|hongbao|fan[0-9]+)[^。]{0,8}(?:haoping|wuxing|5xing|shaitu)", view=SOUND, unless=PLAINLY_FREE),
    Rule("asks_to_unsay", "review_reward", WARN,
         "(?:麻烦|请|求|能|可以|能不能|能否|可否|帮|辛苦|方便|希望|拜托|劳烦|赶紧|赶快|抓紧|要|把|快|先|去)<~8>(?:[删改撤消换]|取消|修改|撤销)(?:掉|成|为|一下|个|除|回|下){0,6}(?:[您你]|那[条个]|这[条个]|的|一[条个]){0,6}(?:差|中|评|好评|五星|追评|低分)",
         "asks_review", "review", unless=("<free>", "<ban><-8>@", "不@", "不(?:需要|用|必|要求)<u>", "我们?<-4>(?:改|删)", "怎么<-6>@", "@<-10><banned>", "方法|步骤|入口|路径|如果您想|您想")),
    Rule("unsays_review", "review_reward", WARN, "(?:差评|中评|评价|评论|追评|一星|低分)<-4>(?:删|改|撤|取消|去掉|修改)(?:了|掉|成|一下|下|为|吧|除|回|好|呗|个)", "asks_review", "review",
         unless=("<free>", "<ban><-8>@", "提到|说的|怎么", "@<-10><banned>", "我们?<-3>(?:不|没|无)", "里<-8>@", "如果您想|您想")),
    Rule("asks_for_praise", "review_reward", HINT, "(?:给|打|来|留|赏|求|写|点|评|要|期待|记得|支持)<-6>(?:[好佳]评|五星|5星|满分|全五|五颗星)", "asks_review", "review", unless=FREE),
    _offer("english_reward", "(?:cash ?back|refund|discount|coupon|gift|voucher|free|money|reward|bonus|pay you|\\$ ?[0-9]+|[0-9]+ ?(?:usd|dollars|%|percent|bucks|yuan|euros?|rmb)|send you [a-z ]{0,12})[^。]{0,60}(?:(?:5|five|good|positive|nice|great)[- ]?stars?|(?:good|positive|nice|great|5|five|glowing|kind)[- ](?:star )?(?:review|feedback|rating|comment)|(?:leave|write|post|give) (?:us )?(?:a |an )?(?:review|feedback|rating))",
           unless=("(?:do not|don't|never|cannot|can't|not allowed|no (?:reward|gift|refund)|whatever|regardless|either way|honest|not depend|independent|up to you)",)),
    _offer("english_review_for", "(?:(?:5|five|good|positive|nice|great)[- ]?stars?|(?:good|positive|nice|great|5|five|glowing) (?:star )?(?:review|feedback|rating|comment)|(?:leave|write|post|give) (?:us )?(?:a |an )?(?:review|feedback|rating))[^。]{0,60}(?:cash ?back|refund|discount|coupon|gift|voucher|free|money|reward|bonus|pay|\\$ ?[0-9]+|[0-9]+ ?(?:usd|dollars|%|bucks|yuan|rmb|euros?)|send you)",
           unless=("(?:do not|don't|never|cannot|can't|not allowed|no (?:reward|gift)|whatever|regardless|either way|honest|not depend|independent|up to you)",)),
    _offer("english_remove", "(?:remove|delete|change|revise|update|take down|edit|cancel)[^。]{0,12} (?:your |the |that |this |bad |negative ){0,6}(?:review|feedback|rating|comment|stars?)",
           unless=("(?:do not|don't|never|cannot|can't|won't|not ask|we (?:have )?(?:changed|updated)|how to|if you (?:wish|want|would like)|up to you)",)),
)  # fmt: skip
