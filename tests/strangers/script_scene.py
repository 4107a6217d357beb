"""A script of Mei's shop, a table of them, and a reply that would make a good one."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from conversations.actions.keeping_script_files import keep_script_file
from scripts_library.actions.importing import keep_table
from scripts_library.actions.writing import write_script
from scripts_library.drafts import Filing, Words
from tests.cast import agent, send
from tests.files import made
from tests.strangers.knowledge_scene import sheet_of, table_of_facts

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def script_of(scene: "Scene") -> int:
    """Its number; a script of the whole shop, so that only the shop keeps Oleg out."""
    words = Words("只给小满看", f"{scene.words}，今天 {{几点?}} 前回您")
    return write_script(actor=scene.cast.mei, words=words, filing=Filing()).pk


def script_file_of(scene: "Scene") -> str:
    """The key of a picture beside a script."""
    picture = io.BytesIO(made.picture("PNG", (8, 8)))
    file, _changed = keep_script_file(actor=scene.cast.mei, file=picture, name="小满.png")
    words = Words("带图", scene.words, files=(file.key,))
    write_script(actor=scene.cast.mei, words=words, filing=Filing(scope="own"))
    return file.key


def table_of(scene: "Scene") -> int:
    """Its number; Lan's own, for a table is seen by whoever brought it."""
    file = io.BytesIO(f"标题,内容\n只给小满看,{scene.words}\n".encode())
    return keep_table(actor=scene.cast.lan, file=file, name="小满.csv").pk


def reply_of(scene: "Scene") -> int:
    """Its place in the thread."""
    return send(agent(scene.cast.mei), scene.thread, f"{scene.words}，好的").seq


SCRIPT_ROUTES: dict[str, dict[str, Callable[["Scene"], Any]]] = {
    "desk-keep-reply": {"seq": reply_of},
    "borrowed-file": {"key": script_file_of},
    "desk-borrowed-file": {"key": script_file_of},
}

SCRIPT_FILLINGS = {"script_id": script_of, "sheet_id": sheet_of, "table_id": table_of} | {
    "knowledge_table_id": table_of_facts
}
"""For the arguments of this app's routes."""
