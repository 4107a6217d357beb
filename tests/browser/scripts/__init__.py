"""What a page is asked, in its own language."""

from pathlib import Path


def script(name: str) -> str:
    """A function to hand to `evaluate`."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").strip()
