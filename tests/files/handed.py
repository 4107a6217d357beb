"""Uploads over HTTP as both sides do them, for the tests of files."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from django.test import Client

from conversations.actions.sending_files import send_file
from conversations.models import Conversation, Entry
from conversations.queries.files import fresh_addresses
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from conversations.visitor import token_for
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.models import Membership
from tests.cast import Cast

RAW = "application/octet-stream"


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    session = client.session
    session["shop_id"] = member.shop_id
    session.save()
    return client


def from_desk(
    member: Membership,
    thread: Conversation,
    data: bytes,
    name: str = "破损.jpg",
    client_id: UUID | None = None,
) -> Any:
    return signed_in(member).post(
        f"/desk/{thread.pk}/files/{client_id or uuid4()}/",
        data,
        content_type=RAW,
        headers={"X-File-Name": quote(name), "Accept": "application/json"},
    )


def from_buyer(
    cast: Cast, key: str, data: bytes, name: str = "破损.jpg", client_id: UUID | None = None
) -> Any:
    return Client().post(
        f"/chat/{cast.shop.slug}/files/{client_id or uuid4()}/",
        data,
        content_type=RAW,
        headers={
            "X-File-Name": quote(name),
            "Authorization": f"Bearer {token_for(cast.shop.pk, key)}",
        },
    )


def ruled(cast: Cast, name: str, value: Any) -> None:
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source="test")


def visitor_of(thread: Conversation) -> str:
    return str(thread.buyer.visitor_key)


def theirs(thread: Conversation) -> Uploader:
    return Uploader(
        speaker=buyer_of(thread.shop_id),
        conversation_id=thread.pk,
        visitor_key=visitor_of(thread),
    )


def sent_by_buyer(cast: Cast, thread: Conversation, data: bytes, name: str = "破损.jpg") -> Entry:
    client_id = uuid4()
    assert from_buyer(cast, visitor_of(thread), data, name, client_id).status_code == 200
    sent = send_file(uploader=theirs(thread), client_id=client_id)
    return Entry.objects.get(shop_id=thread.shop_id, conversation_id=thread.pk, seq=sent.seq)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def fresh(thread: Conversation, entry: Entry) -> Any:
    return fresh_addresses(shop_id=thread.shop_id, conversation_id=thread.pk, seq=entry.seq)
