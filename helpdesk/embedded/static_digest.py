"""Whether the collected static files are still those of the sources."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from helpdesk.kernel import joining


def static_digest() -> str:
    """A digest over path, size and time of every static file, and of how they are stored.

    Also of the pinned requirements and of what joins pages: a newer one may write differently.
    """
    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    digest.update((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    for source in sorted(Path(joining.__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
