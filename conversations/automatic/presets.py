"""What the machine says in a shop's name until the shop writes its own: Chinese, and English."""

from conversations.automatic.choosing import Answer

WORDS: dict[Answer, tuple[str, str]] = {
    Answer.GREETING: (
        "您好，这里是{店名}，消息收到了，正在看。{客服}马上回您。",
        "Hello, this is {shop}. We have your message and are looking into it. "
        "{agent} will be with you in a moment.",
    ),
    Answer.BUSY: (
        "您好，这里是{店名}，消息收到了。{排队位置}，轮到您就回，不用重发。",
        "Hello, this is {shop}. We have your message. {place}; there is no need to send it again.",
    ),
    Answer.CLOSED: (
        "您好，这里是{店名}，现在休息。您把问题和订单号写在这里就好。"
        "{下次上班} 上班，按先后一位一位回您。",
        "Hello, this is {shop}. We are closed just now. "
        "Please leave your question and order number here. We are back {back} and answer in turn.",
    ),
    Answer.LEAVE: (
        "您好，这里是{店名}，客服这会儿走开了，您的消息已经收下。{最晚回复} 前回您。",
        "Hello, this is {shop}. Nobody is at the desk just now, but we have your message. "
        "You will hear from us by {reply_by}.",
    ),
    Answer.STILL: (
        "让您久等了，{店名}还在，您的问题没有漏。{排队位置}。",
        "Thank you for waiting. {shop} is still here and has your question. {place}.",
    ),
}
