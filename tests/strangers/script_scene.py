"""A script of Mei's shop, and a table of them that she brought."""

import io
from typing import TYPE_CHECKING

from scripts_library.actions.importing import keep_table
from scripts_library.actions.writing import write_script
from scripts_library.drafts import Filing, Words

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def script_of(scene: "Scene") -> int:
    """Its number; a script of the whole shop, so that only the shop keeps Oleg out."""
    words = Words("只给小满看", f"{scene.words}，今天 {{几点?}} 前回您")
    return write_script(actor=scene.cast.mei, words=words, filing=Filing()).pk


def table_of(scene: "Scene") -> int:
    """Its number."""
    file = io.BytesIO(f"标题,内容\n只给小满看,{scene.words}\n".encode())
    return keep_table(actor=scene.cast.mei, file=file, name="小满.csv").pk
