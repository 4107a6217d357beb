"""The first few rows of a file, kept so that its columns can be told apart: sealed in its row."""

import base64
import json
from typing import Any

from helpdesk.commerce.imports.models import OrderImport
from helpdesk.commerce.imports.storage import place_of
from helpdesk.commerce.imports.tables import FileFacts
from helpdesk.kernel.sealing import Unreadable, seal, unseal


def with_sealed_samples(facts: FileFacts, *, shop_id: int, name: str) -> dict[str, Any]:
    """The facts as the row of the file called ``name`` keeps them."""
    sealed = seal(json.dumps(facts.samples, ensure_ascii=False), *_place(shop_id, name))
    return facts.as_json() | {"samples": base64.b64encode(sealed).decode()}


def samples_of(row: OrderImport) -> list[list[str]]:
    """The rows again; none when they are gone, or when the key is: the page does without."""
    kept = row.facts.get("samples")
    if not kept:
        return []
    try:
        found: list[list[str]] = json.loads(
            unseal(base64.b64decode(kept), *_place(row.shop_id, row.file))
        )
    except Unreadable:
        return []
    return found


def _place(shop_id: int, name: str) -> tuple[str | int, ...]:
    return place_of(shop_id, name, "samples")
