"""Kinder sentences, one for each way of going wrong: in Chinese and in English.

Every one of them passes the guard itself (a test says so). They name a time or a next step.
"""

KINDER: dict[str, tuple[str, str]] = {
    "review": (
        "谢谢您的支持，评价怎么写由您决定。商品有任何问题，随时告诉我就好。",
        "Thank you for telling us. Please describe the item just as you found it, and let me know if I can help.",
    ),
    "inside": (
        "为了保障您的权益，咱们就在平台内沟通和付款，有问题平台也能帮到您。",
        "To keep you protected, let us talk and pay here on the platform.",
    ),
    "secret": (
        "请不要把密码或验证码告诉任何人，包括客服。需要验证的话，您自己在平台页面填写就好。",
        "Please do not tell anyone your password or code, not even us. Enter it only on the platform's own page.",
    ),
    "privacy": (
        "买家的信息我们都要保密。您自己的订单，我可以帮您查。",
        "Let me look up your own order. What concerns others we keep to ourselves.",
    ),
    "claim": (
        "这款的材质、尺寸和洗护方法，您可以在详情页对照看看，想了解哪一点我接着说。",
        "Material, size and care are on the product page; tell me what you would like to know and I will explain.",
    ),
    "time": (
        "我现在就去跟进，今天 18:00 前给您答复。",
        "I am looking into it now and will answer you by 18:00 today.",
    ),
    "stock": (
        "我先帮您查一下库存，10 分钟内告诉您实际件数，您不用着急。",
        "Let me check the stock first; I will tell you the real number within 10 minutes.",
    ),
    "return": (
        "您的情况我来核实，按平台规则能退能换的都可以办；发票也可以开。您把需要告诉我，今天 18:00 前给您答复。",
        "Let me check your order: whatever the platform's rules allow, we do. I will answer you by 18:00 today.",
    ),
    "blame": (
        "给您添麻烦了，实在抱歉。这件事我来跟进，今天 18:00 前给您答复。",
        "I am sorry for the trouble. I will take care of it and answer you by 18:00 today.",
    ),
    "taboo": (
        "让您费心了。我来帮您查，10 分钟内给您答复。",
        "Let me look into it for you; I will answer you within 10 minutes.",
    ),
    "quarrel": (
        "我理解您的感受，咱们先把问题解决好。您希望怎么处理？我来安排。",
        "I understand how you feel. Tell me how you would like it solved, and I will arrange it.",
    ),
    "cold": (
        "我帮您核实一下，请稍等，10 分钟内回复您。",
        "Let me check that for you; I will answer you within 10 minutes.",
    ),
    "pity": (
        "给您添麻烦了，实在抱歉。您说说哪里不满意，我今天就帮您处理。",
        "I am sorry for the trouble. Tell me what is wrong and I will help you today.",
    ),
    "threat": (
        "我理解您着急，咱们把问题解决好。您也可以申请平台介入，我会配合。",
        "I understand. Let us solve it together; you may also ask the platform to step in.",
    ),
    "slang": ("好的，您的意思我明白了，这就帮您看。", "I see what you mean; let me look into it for you."),
    "self": ("您的意思我明白了，您看这样处理可以吗？", "I see what you mean. Would that suit you?"),
}  # fmt: skip
