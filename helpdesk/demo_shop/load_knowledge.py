"""What the demo's shop knows of its goods: facts, answers, what to ask, how to help.

Written through the actions, as people would: most of it in force, one part proposed and waiting,
one past its day, one stock note that is too old to promise by. The words are in `knowledge.json`.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Product
from helpdesk.demo_shop import catalogue
from helpdesk.demo_shop.actions.passing import let_pass
from scripts_library.actions.reviewing import approve_script
from scripts_library.drafts import Words
from scripts_library.knowledge.actions.answering import write_answer
from scripts_library.knowledge.actions.saving import Draft, save_sheet
from scripts_library.knowledge.models import SheetKind
from scripts_library.knowledge.pitches import PARTS
from scripts_library.knowledge.subject import Subject

SAID: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "knowledge.json").read_text(encoding="utf-8")
)
GOOD_DAYS: Final = 150


def load_knowledge(supervisor: Membership, agents: Sequence[Membership], now: datetime) -> None:
    """All of it, in the shop of these people."""
    today = now.astimezone(ZoneInfo(supervisor.shop.time_zone)).date()
    shop_id = supervisor.shop_id
    rows = Product.objects.filter(shop_id=shop_id).values_list("name", "pk")
    ids = dict(rows)
    known = {one.code: Subject(product_id=ids[one.name]) for one in catalogue.PRODUCTS}

    def save(
        who: Membership, kind: str, about: Subject, content: dict[str, Any], **more: Any
    ) -> None:
        draft = Draft(content, **more)
        save_sheet(actor=who, kind=kind, subject=about, draft=draft, seen=0)

    until = today + timedelta(days=GOOD_DAYS)
    for code, said in SAID["facts"].items():
        day = today - timedelta(days=9 if code in SAID["old_stock"] else 0)
        content = {**_facts(code), **said, "stock_on": day.isoformat()}
        draft = {"source": "吊牌和实测", "valid_until": until}
        save(supervisor, SheetKind.FACTS, known[code], content, **draft)
    for code, said in SAID["proposed"].items():
        content = {**_facts(code), **said}
        save(agents[0], SheetKind.FACTS, known[code], content, source="自己量的", valid_until=until)
    for code, texts in SAID["pitches"].items():
        content = dict(zip(PARTS, texts, strict=True))
        save(supervisor, SheetKind.PITCH, known[code], content, source="商品培训")
    for category, questions in SAID["questions"].items():
        asked = [dict(zip(("ask", "why", "gives"), one, strict=True)) for one in questions]
        about = Subject(category=category)
        save(supervisor, SheetKind.QUESTIONS, about, {"questions": asked})
    for name, title, asks, steps in SAID["howtos"]:
        walked = [{"text": text, "link": link} for text, link in steps]
        content = {"title": title, "asks": asks, "steps": walked}
        save(supervisor, SheetKind.HOWTO, _about(name, known), content, source="售后常见问题")
    for at, (name, question, asks, body) in enumerate(SAID["answers"]):
        answer = write_answer(
            actor=agents[at % len(agents)],
            subject=_about(name, known),
            words=Words(question, body),
            asks=asks,
        )
        script = answer.script
        approve_script(actor=supervisor, script_id=script.pk, seen=script.edits)
    past = [one for code in SAID["past"] if (one := known[code].product_id)]
    let_pass(shop_id, past, today - timedelta(days=12))


def _facts(code: str) -> dict[str, Any]:
    ware = next(one for one in catalogue.PRODUCTS if one.code == code)
    return {"material": ware.material, "care": ware.care}


def _about(name: str, known: dict[str, Subject]) -> Subject:
    return known.get(name) or Subject(category=name)
