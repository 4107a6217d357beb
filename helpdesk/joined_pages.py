"""The pages whose modules and styles are collected as few files (helpdesk/kernel/joining/)."""

from helpdesk.kernel.joining.pages import JoinedPage

CHAT = JoinedPage(
    "chat",
    entries=("js/chat/main.js",),
    besides=(
        "js/chat/embed.js",
        "js/chat/customer_token.js",
        "js/chat/page_trail.js",
        "js/chat/rating.js",
    ),
    styles=("css/tokens.css", "css/chat/chat.css"),
)

JOINED_PAGES = (CHAT,)
