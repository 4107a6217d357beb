"""Collected files can be read by the server that hands them out, which runs as somebody else."""

import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from helpdesk.kernel.static_names import HashedStaticStorage


def test_whoever_serves_them_can_read_them(tmp_path: Path) -> None:
    storage = HashedStaticStorage(location=str(tmp_path), base_url="/static/")
    storage.save("css/away.css", ContentFile(b"p { margin: 0 }"))
    assert stat.S_IMODE((tmp_path / "css/away.css").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "css").stat().st_mode) == 0o755


def collected(storage: HashedStaticStorage, files: dict[str, str]) -> dict[str, str]:
    """What each file is called in the end."""
    for name, text in files.items():
        storage.save(name, ContentFile(text.encode()))
    done = storage.post_process({name: (storage, name) for name in files})
    return {name: hashed for name, hashed, _ in done}


def test_a_file_is_named_after_those_that_it_names(tmp_path: Path) -> None:
    """However deep they lie and in whatever order they come; all of them change with the last."""
    files = {
        "a.js": 'import { b } from "./deep/b.js";',
        "deep/b.js": 'import { c } from "../c.js";\nexport const b = c;',
        "d.js": "export const d = 1;",
        "c.js": 'import { d } from "./d.js";\nexport const c = d;',
    }
    storage = HashedStaticStorage(location=str(tmp_path / "1"), base_url="/static/")
    names = collected(storage, files)
    assert set(names) == set(files)
    for name, named in (("a.js", "deep/b.js"), ("deep/b.js", "c.js"), ("c.js", "d.js")):
        assert Path(names[named]).name in (tmp_path / "1" / names[name]).read_text()
    kept = [path for path in (tmp_path / "1").rglob("*.js") if path.name.count(".") > 1]
    assert len(kept) == len(files)  # and none under a name of before

    fresh = HashedStaticStorage(location=str(tmp_path / "2"), base_url="/static/")
    others = collected(fresh, files | {"d.js": "export const d = 2;"})
    assert all(names[name] != others[name] for name in files)


def test_a_circle_is_said_with_its_files(tmp_path: Path) -> None:
    storage = HashedStaticStorage(location=str(tmp_path), base_url="/static/")
    files = {
        "x.js": 'import "./a.js";',
        "a.js": 'import { b } from "./b.js";',
        "b.js": 'import { a } from "./a.js";',
    }
    with pytest.raises(RuntimeError, match=r"a\.js → b\.js → a\.js"):
        collected(storage, files)
