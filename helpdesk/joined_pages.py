"""The pages whose modules and styles are collected as few files (helpdesk/kernel/joining/)."""

from typing import Any

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

DESK = JoinedPage(
    "desk",
    entries=(
        "js/preferences.js",
        "js/fresh_tokens.js",
        "js/initials.js",
        "js/rail_counts.js",
        "js/desk/main.js",
    ),
    besides=("js/shop_menu.js",),
)

JOINED_PAGES = (CHAT, DESK)


def static_storage(*, debug: bool) -> dict[str, Any]:
    """The setting: while the product is worked on, each file by itself and under its own name."""
    if debug:
        return {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {
        "BACKEND": "helpdesk.kernel.static_names.HashedStaticStorage",
        "OPTIONS": {"pages": JOINED_PAGES},
    }
