"""A product with something known of it, as people write it down."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Product
from scripts_library.actions.reviewing import approve_script
from scripts_library.drafts import Words
from scripts_library.knowledge.actions.answering import write_answer
from scripts_library.knowledge.actions.saving import Draft, save_sheet
from scripts_library.knowledge.models import ApprovedAnswer, Sheet
from scripts_library.knowledge.subject import Subject
from tests.cast import Cast

FACTS = {"material": "380 克精梳棉", "weight_g": "620", "aliases": ["毛圈卫衣"]}
PITCH = {"feature": "厚", "advantage": "挺", "benefit": "暖", "evidence": "吊牌"}
STEPS = {"title": "拉链卡住了", "asks": ["拉不动"], "steps": [{"text": "抹一点蜡烛"}]}
ASKED = {
    "questions": [
        {"ask": "您身高多少？", "gives": "height"},
        {"ask": "体重多少斤？", "gives": "weight"},
        {"ask": "哪天要穿？"},
    ]
}
CHART = [{"size": "M", "height_cm": [160, 170], "weight_jin": [90, 125]}]


def some_product(cast: Cast, name: str = "棉朵卫衣") -> Product:
    found, _ = Product.objects.get_or_create(
        shop=cast.shop,
        name=name,
        defaults={"kind": "卫衣", "price_fen": 15900, "size_chart": CHART},
    )
    return found


def sheet(
    actor: Membership,
    kind: str,
    about: Subject | Product,
    content: dict[str, Any],
    *,
    seen: int = 0,
    until: date | None = None,
    sheet_id: int | None = None,
) -> Sheet:
    subject = about if isinstance(about, Subject) else Subject(product_id=about.pk)
    draft = Draft(content, source="吊牌", valid_until=until)
    return save_sheet(
        actor=actor, kind=kind, subject=subject, draft=draft, seen=seen, sheet_id=sheet_id
    )


def some_answer(
    cast: Cast,
    about: Product | Subject,
    question: str = "会不会起球",
    body: str = "{商品}用精梳棉。",
    asks: Sequence[str] = ("掉毛吗",),
) -> ApprovedAnswer:
    """Written by Mei, approved by Qin."""
    subject = about if isinstance(about, Subject) else Subject(product_id=about.pk)
    words = Words(question, body)
    made = write_answer(actor=cast.mei, subject=subject, words=words, asks=list(asks))
    approve_script(actor=cast.qin, script_id=made.script_id, seen=made.script.edits)
    return made


def stocked(cast: Cast) -> Product:
    """Everything that a chat can show of one product."""
    product = some_product(cast)
    sheet(cast.qin, "facts", product, FACTS)
    sheet(cast.qin, "pitch", product, PITCH)
    sheet(cast.qin, "howto", product, STEPS)
    sheet(cast.qin, "questions", Subject(category="卫衣"), ASKED)
    some_answer(cast, product)
    return product
