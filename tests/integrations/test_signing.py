"""Signatures, rotation, and the examples of the documentation run for real."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from helpdesk.integrations.actions.delivering import deliver_due
from helpdesk.integrations.actions.redelivering import send_test
from helpdesk.integrations.actions.renewing import renew_secret
from helpdesk.integrations.models import WebhookEndpoint
from helpdesk.integrations.signing import is_signed, secret_of, signature, signature_header
from helpdesk.kernel import clock
from tests.cast import Cast
from tests.integrations.conftest import endpoint_of
from tests.integrations.receiver import Receiver, Request

DOCS = Path(__file__).parents[2] / "docs" / "webhooks.md"
SECRET, BODY, AT = "whsec_00ff", '{"text":"在吗"}'.encode(), 1795677956
EXPECTED = "9e8fa310670a467c9c318c9ccbff36c348667efc8a0f727b1eacd16af5315989"


def test_the_signature_is_what_the_documentation_says() -> None:
    made = signature(SECRET, AT, BODY)
    assert made == EXPECTED
    header = signature_header([SECRET, "whsec_old"], AT, BODY)
    assert header.count("v1=") == 2
    assert is_signed(header, secret=SECRET, timestamp=AT, body=BODY)
    assert is_signed(header, secret="whsec_old", timestamp=AT, body=BODY)
    assert not is_signed(header, secret="whsec_other", timestamp=AT, body=BODY)
    assert not is_signed(header, secret=SECRET, timestamp=AT + 1, body=BODY)
    assert not is_signed(header, secret=SECRET, timestamp=AT, body=BODY + b" ")
    assert not is_signed("v1=Ω", secret=SECRET, timestamp=AT, body=BODY)


def test_secrets_of_two_shops_differ() -> None:
    assert secret_of(1, "n") != secret_of(2, "n")
    assert re.fullmatch("whsec_[0-9a-f]{64}", secret_of(1, "n"))


def arrived(receiver: Receiver, cast: Cast, endpoint: WebhookEndpoint) -> Request:
    send_test(actor=cast.lan.user, shop_id=cast.shop.pk, endpoint_id=endpoint.pk)
    deliver_due()
    return receiver.requests[-1]


def fits(request: Request, secret: str) -> bool:
    return is_signed(
        request.headers["Helpdesk-Signature"],
        secret=secret,
        timestamp=int(request.headers["Helpdesk-Timestamp"]),
        body=request.body,
    )


def test_after_a_rotation_both_secrets_fit_for_a_day(real_cast: Cast, receiver: Receiver) -> None:
    made = endpoint_of(real_cast.lan, receiver.address)
    fresh = renew_secret(
        actor=real_cast.lan.user, shop_id=real_cast.shop.pk, endpoint_id=made.endpoint.pk
    )
    both = arrived(receiver, real_cast, made.endpoint)
    assert fits(both, made.secret) and fits(both, fresh) and fresh != made.secret
    WebhookEndpoint.objects.filter(pk=made.endpoint.pk).update(
        previous_until=clock.now() - timedelta(seconds=1)
    )
    later = arrived(receiver, real_cast, made.endpoint)
    assert fits(later, fresh) and not fits(later, made.secret)


def example(language: str) -> str:
    """The code of the documentation in this language."""
    found = re.search(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/webhooks.md has no example in {language}"
    return found[1]


CASES = {
    "good": lambda request: request,
    "another body": lambda request: Request(request.path, request.headers, request.body + b" "),
    "another time": lambda request: Request(
        request.path, {**request.headers, "Helpdesk-Timestamp": "1000000000"}, request.body
    ),
    "no signature": lambda request: Request(
        request.path, {**request.headers, "Helpdesk-Signature": ""}, request.body
    ),
}

PROGRAMS = {
    "python": (
        [sys.executable, "-c"],
        "\nimport json, sys\ngiven = json.load(sys.stdin)\n"
        "print(verify(given['headers'], given['body'].encode(), given['secret']))\n",
    ),
    "js": (
        ["node", "--input-type=module", "-e"],
        "\nconst given = JSON.parse((await import('node:fs')).readFileSync(0, 'utf8'));\n"
        "const headers = Object.fromEntries(Object.entries(given.headers)"
        ".map(([name, value]) => [name.toLowerCase(), value]));\n"
        "console.log(verify(headers, Buffer.from(given.body), given.secret) ? 'True' : 'False');\n",
    ),
}


@pytest.mark.parametrize("language", PROGRAMS)
def test_the_examples_of_the_documentation_verify(
    real_cast: Cast, receiver: Receiver, language: str
) -> None:
    made = endpoint_of(real_cast.lan, receiver.address)
    fresh = renew_secret(
        actor=real_cast.lan.user, shop_id=real_cast.shop.pk, endpoint_id=made.endpoint.pk
    )
    request = arrived(receiver, real_cast, made.endpoint)
    start, end = PROGRAMS[language]
    for name, change in CASES.items():
        for secret in (made.secret, fresh, "whsec_other"):
            changed = change(request)
            given = {
                "headers": changed.headers,
                "body": changed.body.decode(),
                "secret": secret,
            }
            done = subprocess.run(
                [*start, example(language) + end],
                input=json.dumps(given),
                capture_output=True,
                text=True,
                check=True,
            )
            right = name == "good" and secret != "whsec_other"
            assert done.stdout.strip() == str(right), (name, secret, done.stderr)
