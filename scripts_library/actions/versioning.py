"""A version of a script before it is stored: words with how they are found."""

from datetime import datetime

from helpdesk.accounts.models import Membership
from scripts_library.models import Script, ScriptVersion, VersionState
from scripts_library.spelling import spelled


def worded(
    script: Script, *, number: int, title: str, body: str, author: Membership, at: datetime
) -> ScriptVersion:
    """A draft, unsaved; whoever made it decides what becomes of it."""
    pinyin, initials = spelled(title)
    return ScriptVersion(
        shop_id=script.shop_id,
        script=script,
        number=number,
        title=title,
        body=body,
        pinyin=pinyin,
        initials=initials,
        author=author,
        at=at,
    )


def approved(version: ScriptVersion, reviewer: Membership, at: datetime) -> ScriptVersion:
    """The same, as one that is in use from the start."""
    version.state, version.reviewer = VersionState.APPROVED, reviewer
    version.reviewed_at = at
    return version
