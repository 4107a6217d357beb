"""Something that Mei's shop knows: a sheet, and an answer of its own."""

import io
from typing import TYPE_CHECKING

from scripts_library.actions.reviewing import approve_script
from scripts_library.drafts import Words
from scripts_library.knowledge.actions.answering import write_answer
from scripts_library.knowledge.actions.importing import keep_knowledge_table
from scripts_library.knowledge.actions.saving import Draft, save_sheet
from scripts_library.knowledge.subject import Subject

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def sheet_of(scene: "Scene") -> int:
    """Its number; facts that an agent proposed."""
    return save_sheet(
        actor=scene.cast.mei,
        kind="howto",
        subject=Subject(product_id=scene.product.pk),
        draft=Draft({"title": "弄不好", "steps": [{"text": scene.words}]}),
        seen=0,
    ).pk


def answer_of(scene: "Scene") -> int:
    """The number of its script; approved, or nobody could say it."""
    words = Words("只给小满看", f"{scene.words}，好的")
    about = Subject(product_id=scene.product.pk)
    script = write_answer(actor=scene.cast.mei, subject=about, words=words).script
    return approve_script(actor=scene.cast.qin, script_id=script.pk, seen=script.edits).pk


def table_of_facts(scene: "Scene") -> int:
    """Its number; Lan's own, for a table is seen by whoever brought it."""
    file = io.BytesIO(f"商品,材质\n{scene.product.name},{scene.words}\n".encode())
    return keep_knowledge_table(actor=scene.cast.lan, file=file, name="小满.csv").pk


KNOWLEDGE_ROUTES = {
    "knowledge-asks": {"script_id": answer_of},
    "desk-answer": {"script_id": answer_of},
}
KNOWLEDGE_SAID = {
    "knowledge-save": {"kind": "facts", "material": "棉"},
    "knowledge-restore": {"version": 1, "seen": 1},
}
