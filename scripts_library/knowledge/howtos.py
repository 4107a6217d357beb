"""How to get out of a trouble with a product, step by step. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from scripts_library.knowledge import fields
from scripts_library.knowledge.models.answer import ASK_LENGTH, MOST_ASKS

MOST_STEPS, STEP, TITLE = 10, 200, 60


def checked(content: Mapping[str, Any]) -> dict[str, Any]:
    """A title, at least one step, and how buyers describe the trouble."""
    steps = []
    for step in content.get("steps", ()):
        text = fields.line("steps", step.get("text"), most=STEP)
        link = fields.link(step.get("link"))
        if link and not text:
            raise fields.wrong("steps", _("链接前面写一句，打开能看到什么"))
        if text:
            steps.append({"text": text, "link": link})
    title = fields.line("title", content.get("title"), most=TITLE, needed=True)
    if not steps:
        raise fields.wrong("steps", _("至少写一步"))
    if len(steps) > MOST_STEPS:
        raise fields.wrong("steps", _("最多 %(most)s 步") % {"most": MOST_STEPS})
    asks = fields.several("asks", content.get("asks", ()), most=MOST_ASKS, longest=ASK_LENGTH)
    return {"title": title, "steps": steps, "asks": list(asks)}


def spoken(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a buyer may come to read, each with its field."""
    return [("steps", step["text"]) for step in content["steps"]]


def as_message(content: Mapping[str, Any]) -> str:
    """The steps as they go to a buyer: numbered where there are several, links behind."""
    steps = content["steps"]
    lines = []
    for number, step in enumerate(steps, start=1):
        start = f"{number}. " if len(steps) > 1 else ""
        lines.append(f"{start}{step['text']}{' ' + step['link'] if step['link'] else ''}")
    return "\n".join(lines)
