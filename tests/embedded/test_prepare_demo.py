"""`manage.py prepare_demo`: each step in turn, and static files only when they changed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from helpdesk.embedded.management.commands import prepare_demo


class Steps:
    """Stands for the three commands, which have tests of their own."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.static_root = Path()
        self.failure: Exception | None = None

    def run(self, name: str, **_options: Any) -> None:
        self.ran.append(name)
        if name == "collectstatic":
            if self.failure is not None:
                raise self.failure
            self.static_root.mkdir(exist_ok=True)


@pytest.fixture
def steps(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Steps:
    fake = Steps()
    settings.BASE_DIR = tmp_path
    settings.STATIC_ROOT = fake.static_root = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.css").write_text("a {}")
    (tmp_path / "requirements.txt").write_text("Django\n")
    monkeypatch.setattr(prepare_demo, "call_command", fake.run)
    return fake


def prepare(steps: Steps) -> list[str]:
    steps.ran.clear()
    call_command("prepare_demo")
    return list(steps.ran)


EVERYTHING = ["migrate", "collectstatic", "load_demo_shop"]


def test_all_three_run_the_first_time_and_static_files_not_again(steps: Steps) -> None:
    assert prepare(steps) == EVERYTHING
    assert prepare(steps) == ["migrate", "load_demo_shop"]


def test_a_changed_static_file_is_collected(steps: Steps, tmp_path: Path) -> None:
    prepare(steps)
    (tmp_path / "static" / "b.css").write_text("b {}")
    assert prepare(steps) == EVERYTHING


def test_a_lost_folder_is_collected_again(steps: Steps) -> None:
    prepare(steps)
    steps.static_root.rmdir()
    assert prepare(steps) == EVERYTHING


def test_a_circle_of_modules_is_a_sentence_and_is_tried_again(steps: Steps) -> None:
    steps.failure = RuntimeError("js/a.js → js/b.js → js/a.js")
    with pytest.raises(CommandError, match="in a circle"):
        prepare(steps)
    steps.failure = None
    assert prepare(steps) == EVERYTHING
