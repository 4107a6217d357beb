"""A script is written, worded anew, restored, submitted."""

from dataclasses import dataclass

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import locked_script, version_of
from scripts_library.actions.announcing import announce, note
from scripts_library.actions.attaching import attach
from scripts_library.actions.filing import filed, require_free_code
from scripts_library.actions.holding import held_library
from scripts_library.actions.versioning import worded
from scripts_library.checks import blocking, findings_in, findings_told
from scripts_library.drafts import Filing, Words, checked_filing, checked_words
from scripts_library.errors import ChangedMeanwhile, GuardBlocked, NothingToReview, NotYours
from scripts_library.models import (
    Scope,
    Script,
    ScriptState,
    ScriptVersion,
    VersionState,
)
from scripts_library.queries.goods import words_in
from scripts_library.queries.passages import passages_of
from scripts_library.rights import may_file
from scripts_library.spelling import spelled
from scripts_library.wording import whole


@dataclass(frozen=True, slots=True)
class Source:
    """The sent message that a script was made from."""

    conversation_id: int
    seq: int
    said_by: str


@transaction.atomic
def write_script(
    *,
    actor: Membership,
    words: Words,
    filing: Filing,
    submit: bool = False,
    source: Source | None = None,
) -> Script:
    """A new script: a draft, or in the queue of the reviewers; a personal one is in use at once.

    Raises FieldWrong, UnknownVariable and its kin, CodeTaken, GuardBlocked.
    """
    require(actor, "scripts.write")
    passages = passages_of(actor.shop_id)
    words, filing = checked_words(words, passages), checked_filing(filing)
    library = held_library(actor.shop_id)
    require_free_code(actor, filing.code, None)
    script = Script(shop_id=actor.shop_id, owner=actor, created_at=now(), changed_at=now())
    filed(script, filing)
    if source is not None:
        script.from_conversation, script.from_seq = source.conversation_id, source.seq
        script.said_by = source.said_by
    script.save()
    version = _next_version(script, actor, words)
    note(actor, "script.written", script, words.title)
    _settle(script, version, actor, submit=submit)
    announce(library)
    return script


@transaction.atomic
def save_words(
    *, actor: Membership, script_id: int, words: Words, seen: int, submit: bool = False
) -> Script:
    """Other words for a script. ``seen`` is the count of edits that the person began from:
    ChangedMeanwhile when there were more, and nothing is written.

    One's own draft goes on under its number; anything else begins the next version, while the
    approved one stays in use. Raises as `write_script` does, and NotYours.
    """
    require(actor, "scripts.write")
    words = checked_words(words, passages_of(actor.shop_id))
    library = held_library(actor.shop_id)
    script = locked_script(membership=actor, script_id=script_id)
    require_unchanged(script, seen)
    newest = version_of(script, script.latest)
    if newest.state == VersionState.DRAFT and newest.author_id == actor.pk:
        version = _go_on(newest, words)
    elif words_in(newest) == words:
        version = newest
    else:
        version = _next_version(script, actor, words)
        note(actor, "script.reworded", script, words.title, version=version.number)
    _settle(script, version, actor, submit=submit)
    announce(library)
    return script


@transaction.atomic
def restore_version(*, actor: Membership, script_id: int, number: int, seen: int) -> Script:
    """The words of an older version as the newest one, to be approved like any others."""
    require(actor, "scripts.write")
    library = held_library(actor.shop_id)
    script = locked_script(membership=actor, script_id=script_id)
    require_unchanged(script, seen)
    older = version_of(script, number)
    version = _next_version(script, actor, words_in(older))
    version.restored_from = number
    version.save(update_fields=["restored_from"])
    note(actor, "script.restored", script, older.title, before=number, version=version.number)
    _settle(script, version, actor, submit=False)
    announce(library)
    return script


@transaction.atomic
def submit_script(*, actor: Membership, script_id: int, seen: int) -> Script:
    """The newest draft goes to the reviewers. GuardBlocked, NothingToReview."""
    library = held_library(actor.shop_id)
    script = locked_script(membership=actor, script_id=script_id)
    require_unchanged(script, seen)
    version = version_of(script, script.latest)
    if version.state not in (VersionState.DRAFT, VersionState.RETURNED):
        raise NothingToReview()
    if version.author_id != actor.pk and not may_file(actor, script):
        raise NotYours()
    if version.state == VersionState.RETURNED:
        version = _next_version(script, actor, words_in(version))
    _settle(script, version, actor, submit=True)
    announce(library)
    return script


def require_unchanged(script: Script, seen: int) -> None:
    """Pass, or ChangedMeanwhile with who saved last."""
    if script.edits != seen:
        last = version_of(script, script.latest).author
        raise ChangedMeanwhile(name=last.user.shown_name)


def require_passing(version: ScriptVersion) -> None:
    """Pass, or GuardBlocked with every reason."""
    words = whole(version.body, passages_of(version.shop_id))
    blocked = blocking(findings_in(version.shop_id, words))
    if blocked:
        places = [
            {"level": one.level, "words": one.words, "why": one.why, "rewrite": one.rewrite}
            for one in blocked
        ]
        raise GuardBlocked(why=findings_told(blocked), findings=places)


def _settle(script: Script, version: ScriptVersion, actor: Membership, *, submit: bool) -> None:
    """What the script is after these words: personal ones are in use, others wait."""
    if script.scope == Scope.OWN:
        require_passing(version)
        version.state, version.reviewer, version.reviewed_at = VersionState.APPROVED, actor, now()
        version.save(update_fields=["state", "reviewer", "reviewed_at"])
        script.state, script.live = ScriptState.APPROVED, version.number
    elif submit and version.state == VersionState.DRAFT:
        require_passing(version)
        version.state = VersionState.REVIEW
        version.save(update_fields=["state"])
        script.state = ScriptState.REVIEW
        note(actor, "script.submitted", script, version.title, version=version.number)
    elif version.state == VersionState.DRAFT:
        script.state = ScriptState.DRAFT
    script.latest = version.number
    script.edits += 1
    script.changed_at = now()
    script.save()


def _next_version(script: Script, actor: Membership, words: Words) -> ScriptVersion:
    version = worded(
        script,
        number=script.latest + 1,
        title=words.title,
        body=words.body,
        author=actor,
        at=now(),
    )
    version.save()
    attach(version, words)
    return version


def _go_on(version: ScriptVersion, words: Words) -> ScriptVersion:
    version.title, version.body, version.at = words.title, words.body, now()
    version.pinyin, version.initials = spelled(words.title)
    version.save(update_fields=["title", "body", "at", "pinyin", "initials"])
    version.attachments.all().delete()
    attach(version, words)
    return version
