"""A pytest plugin: the collector of cycles leaves alone what a run keeps to its end anyway.

Twelve thousand collected tests and the product's modules are a million objects that nothing will
ever let go of. At its preset the collector walks them while they come together, and again and
again while the tests run.
"""

import gc

import pytest

TOGETHER = (20_000, 20, 50)
"""So many new objects before it looks; the product is alike (`helpdesk/kernel/collector.py`)."""

gc.disable()  # at once: what `-p` names is loaded before the installed plugins


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(*TOGETHER)
    gc.enable()
