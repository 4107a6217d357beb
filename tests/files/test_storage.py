"""Where files lie: a folder by itself, a bucket where one is named. No bucket is called here."""

import sys
from types import ModuleType

import pytest
from django.core.files.storage import FileSystemStorage, storages

from helpdesk.kernel import attachment_storage as module
from helpdesk.kernel.attachment_storage import attachment_storage
from helpdesk.kernel.env import EnvironmentProblem


def test_a_folder_outside_of_what_is_served_is_the_preset(
    monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.delenv("S3_BUCKET", raising=False)
    assert attachment_storage()["BACKEND"].endswith("FileSystemStorage")
    storage = storages["attachments"]
    assert isinstance(storage, FileSystemStorage)
    static = str(settings.STATIC_ROOT)  # type: ignore[attr-defined]
    assert not str(storage.location).startswith(static)
    assert "storages" not in sys.modules and "boto3" not in sys.modules


def test_a_bucket_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: ModuleType(name))
    for name, value in {
        "S3_BUCKET": "files",
        "S3_ENDPOINT": "https://s3.example.com",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    made = attachment_storage()
    assert made["BACKEND"] == "storages.backends.s3.S3Storage"
    options = made["OPTIONS"]
    assert (options["bucket_name"], options["endpoint_url"]) == ("files", "https://s3.example.com")
    assert options["default_acl"] is None and options["region_name"] is None


def test_a_bucket_that_is_half_set_up_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S3_BUCKET", "files")
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(EnvironmentProblem, match=r"requirements-s3\.txt"):
        attachment_storage()
    monkeypatch.setattr(module, "find_spec", lambda name: ModuleType(name))
    monkeypatch.delenv("S3_ACCESS_KEY", raising=False)
    with pytest.raises(EnvironmentProblem, match="S3_ACCESS_KEY"):
        attachment_storage()
