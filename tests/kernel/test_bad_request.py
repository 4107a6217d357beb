"""What Django refuses before any view is said in the product's words, as a page and as JSON."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
def test_too_much_at_once_is_said_in_words() -> None:
    browser = Client(raise_request_exception=False)
    fields = {f"mark{number}": "1" for number in range(1100)}
    page = browser.post("/sign-in/", fields)
    assert page.status_code == 400 and "少选一些" in page.content.decode()
    photos = [SimpleUploadedFile(f"{one}.jpg", b"x") for one in range(101)]
    told = browser.post("/sign-in/", {"photos": photos}, headers={"accept": "application/json"})
    assert (told.status_code, told.json()["error"]["code"]) == (400, "request_unread")
