"""Collected files can be read by the server that hands them out, which runs as somebody else."""

import stat
from pathlib import Path

from django.core.files.base import ContentFile

from helpdesk.kernel.static_names import HashedStaticStorage


def test_whoever_serves_them_can_read_them(tmp_path: Path) -> None:
    storage = HashedStaticStorage(location=str(tmp_path), base_url="/static/")
    storage.save("css/away.css", ContentFile(b"p { margin: 0 }"))
    assert stat.S_IMODE((tmp_path / "css/away.css").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "css").stat().st_mode) == 0o755
