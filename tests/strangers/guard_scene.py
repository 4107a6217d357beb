"""What Mei's shop decided about wording: a rule, a table of them, a record with an appeal."""

import io
from typing import TYPE_CHECKING

from conversations.actions.appealing import appeal_block
from scripts_library.actions.guarding import write_guard_rule
from scripts_library.actions.importing_guard import keep_guard_table
from scripts_library.guard_drafts import Draft
from tests.cast import agent

if TYPE_CHECKING:
    from tests.strangers.routes import Scene

HEAD = "哪一种,类别,级别,词或句式,为什么"


def rule_of_wording(scene: "Scene") -> int:
    """Its number."""
    draft = Draft(kind="words", about="slang", words=("亲亲",), why=scene.words)
    return write_guard_rule(actor=scene.cast.qin, draft=draft).pk


def table_of_rules(scene: "Scene") -> int:
    """Its number; Lan's own, for a table is seen by whoever brought it."""
    file = io.BytesIO(f"{HEAD}\n词,网络用语,提醒,宝贝儿,{scene.words}\n".encode())
    return keep_guard_table(actor=scene.cast.lan, file=file, name="小满.csv").pk


def appeal_of_guard(scene: "Scene") -> int:
    """Its number; Lan's own, for whoever asked reads the answer."""
    appeal = appeal_block(
        speaker=agent(scene.cast.lan),
        conversation_id=scene.thread.pk,
        text=f"好评返现，{scene.words}",
    )
    return appeal.pk


def record_of_guard(scene: "Scene") -> int:
    """Its number; Mei asked whether the words may go."""
    appeal = appeal_block(
        speaker=agent(scene.cast.mei),
        conversation_id=scene.thread.pk,
        text=f"好评返现，{scene.words}",
    )
    return appeal.record_id


GUARD_FILLINGS = {
    "guard_rule_id": rule_of_wording,
    "guard_table_id": table_of_rules,
    "guard_record_id": record_of_guard,
    "guard_appeal_id": appeal_of_guard,
}
