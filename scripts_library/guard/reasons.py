"""Why a wording is stopped: the sentence an agent reads, with the law or rule behind it."""

REASONS: dict[str, tuple[str, str]] = {
    "review_reward": (
        "用好处换好评、改评或删评。《网络反不正当竞争暂行规定》第九条第五项禁止以返现、红包、卡券诱导指定好评，《反不正当竞争法》第九条（2025 年修订）禁止虚假评价。",
        "A reward for a review. Art. 9(5) of the Interim Provisions on Online Unfair Competition forbids cash, red packets or coupons for a given rating; art. 9 of the Anti-Unfair Competition Law, as revised in 2025, forbids false reviews.",
    ),
    "asks_review": (
        "像在要求买家给出指定的评价。评价由买家决定；《电子商务法》第十七条、第三十九条保护真实评价。",
        "Asks for a given rating. The buyer decides; arts. 17 and 39 of the E-Commerce Law protect honest reviews.",
    ),
    "off_platform": (
        "把买家引到平台外联系或付款。平台规则禁止线下交易，出了平台，买家的付款和售后都没有保障。",
        "Leads the buyer off the platform. Platform rules forbid it, and outside of it neither payment nor after-sales is protected.",
    ),
    "secret": (
        "向买家要密码、验证码、卡号或证件。《个人信息保护法》第六条只许收集必需的信息，客服从不需要这些。",
        "Asks for a password, code, card or identity number. Art. 6 of the Personal Information Protection Law allows only what is necessary; service never needs these.",
    ),
    "others_data": (
        "透露了别人的个人信息。《个人信息保护法》第六条、第五十一条要求保密，其他买家的资料不能告诉任何人。",
        "Gives away somebody else's data. Arts. 6 and 51 of the Personal Information Protection Law: other buyers' data is told to nobody.",
    ),
    "whole_phone": (
        "写出了完整的手机号。核对只需后四位（《个人信息保护法》第六条）。",
        "Shows a whole phone number. The last four digits are enough (art. 6 of the Personal Information Protection Law).",
    ),
    "absolute": (
        "绝对化的说法。《广告法》第九条禁止「最高级」一类用语，说得比实物满，收到货容易来差评。",
        "An absolute claim. Art. 9 of the Advertising Law forbids superlatives, and goods that fall short bring bad reviews.",
    ),
    "promise": (
        "答应了却没有说时间，买家会一直问。写明几点前答复，到时兑现。",
        "A promise without a time keeps the buyer asking. Say by when, and keep it.",
    ),
    "stock": (
        "库存没有核实，或在催买家抢。《网络反不正当竞争暂行规定》第九条禁止谎称现货、虚假抢购；先查，再说实数。",
        "Unverified stock or made-up hurry. Art. 9 of the Interim Provisions on Online Unfair Competition forbids it; look first, then say the true number.",
    ),
    "refusal": (
        "这样拒绝不合法。《消费者权益保护法》第二十五条给买家七天无理由退货，第二十四条管质量问题，第二十二条要求开发票，第二十六条使不公平的店规无效。",
        "An unlawful refusal. The Consumer Protection Law gives seven days (art. 25), remedies for faults (24) and an invoice (22), and voids unfair shop terms (26).",
    ),
    "blame": (
        "像在怪买家，或推给别的部门。对买家来说，店里只有一家；先道歉，再说自己怎么做。",
        "Sounds like blaming the buyer or another department. To the buyer the shop is one; say sorry, then what you do.",
    ),
    "taboo": (
        "服务禁忌语，买家听了更急。平台把这类话算消极接待，按次扣款。",
        "A taboo phrase of service. Platforms count it as poor reception and charge for each case.",
    ),
    "quarrel": (
        "像在争辩或质问。解释一次就够，接着解决问题。",
        "Sounds like a quarrel. Explain once, then solve the problem.",
    ),
    "coldness": (
        "太冷淡，买家会觉得没人管。加上您接下来做什么、什么时候答复。",
        "Too cold. Add what you do next and by when you answer.",
    ),
    "pity": (
        "在向买家诉苦求情。评价和退款只看事实，不能拿客服的处境换。",
        "Begs for pity. Reviews and refunds rest on facts, not on an agent's situation.",
    ),
    "threat": (
        "像在威胁买家。平台对威胁、骚扰买家封店扣分，情节严重的违法。",
        "Sounds like a threat. Platforms close shops for it, and it may be against the law.",
    ),
    "slang": ("网络用语不够得体，有的买家看不懂。", "Slang: some buyers do not understand it, others mind it."),
    "self": (
        "「我」太多，像在说自己。少说「我」，多说「您」「咱们」。",
        "Too much “I”. Speak of the buyer more than of yourself.",
    ),
}  # fmt: skip
