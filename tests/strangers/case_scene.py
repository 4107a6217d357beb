"""A case of Mei's shop, about an order that only her shop may see."""

from typing import TYPE_CHECKING

from tests.aftersales.ordered import opened

if TYPE_CHECKING:
    from tests.strangers.routes import Scene


def case_of(scene: "Scene") -> int:
    """Its number."""
    return opened(scene.cast, words=scene.words).pk


CASE_FILLINGS = {"case_id": case_of}
"""For the arguments of this app's routes."""
