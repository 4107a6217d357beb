"""Words that nobody reads without the installation's keys: AES-256-GCM.

A sealed value is one byte of version, four that say which key (`keyring.Key.mark`), twelve of
nonce, then ciphertext and tag. It opens only in the place that it was sealed for: the context
(shop, table, row, field) is authenticated with it, so a value that was moved is refused.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.keyring import MARK_BYTES, Key

VERSION = b"\x01"
HEAD_BYTES = len(VERSION) + MARK_BYTES
NONCE_BYTES = 12
TAG_BYTES = 16
LEAST_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES


class Unreadable(HelpdeskError):
    """Sealed data that cannot be opened; nothing of it is shown and nothing is overwritten."""

    code = "personal_data_unreadable"
    status = 503


class KeyMissing(Unreadable):
    message = _("这份资料打不开：封它的密钥不在这台服务器上。")
    action = _("资料没有丢，也没有改动。请管系统的人把旧密钥加回 PERSONAL_DATA_KEYS，再试一次。")


class SealBroken(Unreadable):
    message = _("这份资料打不开：它和所在的位置对不上，可能被人动过。")
    action = _("没有显示，也没有改动。请管系统的人用备份核对这一条。")


def seal(words: str, *context: str | int) -> bytes:
    """The words sealed with the newest key, for this place alone."""
    head, key = newest_head(), settings.PERSONAL_DATA_KEYS[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = cipher(key.secret).encrypt(nonce, words.encode(), bound(head, context))
    return head + nonce + sealed


def unseal(sealed: bytes, *context: str | int) -> str:
    """The words again; KeyMissing or SealBroken where they cannot be had."""
    sealed = bytes(sealed)
    head, rest = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:]
    if len(sealed) < LEAST_BYTES or head[:1] != VERSION:
        raise SealBroken()
    nonce, secret = rest[:NONCE_BYTES], key_with(head[1:]).secret
    try:
        return cipher(secret).decrypt(nonce, rest[NONCE_BYTES:], bound(head, context)).decode()
    except InvalidTag:
        raise SealBroken() from None


def newest_head() -> bytes:
    """How everything begins that is sealed with the newest key."""
    newest: Key = settings.PERSONAL_DATA_KEYS[0]
    return VERSION + newest.mark


def key_with(mark: bytes) -> Key:
    """The key that a sealed value names, or KeyMissing."""
    keys: tuple[Key, ...] = settings.PERSONAL_DATA_KEYS
    for key in keys:
        if key.mark == mark:
            return key
    raise KeyMissing()


def bound(head: bytes, context: tuple[str | int, ...]) -> bytes:
    """What is authenticated beside the words. NUL parts it: no stored text can hold one."""
    return head + "\x00".join(map(str, context)).encode()


@lru_cache(maxsize=32)
def cipher(secret: bytes) -> AESGCM:
    """The key's schedule is worked out once."""
    return AESGCM(secret)
