"""An answer in one voice: a script of the shop, filed under a product or a category."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import script_for, version_of
from scripts_library.actions.changing import change_script
from scripts_library.actions.filing import retire_script
from scripts_library.actions.holding import held_library
from scripts_library.actions.placing import placed
from scripts_library.actions.writing import require_unchanged, write_script
from scripts_library.drafts import Filing, Words
from scripts_library.knowledge import fields
from scripts_library.knowledge.access import answer_of, subject_of
from scripts_library.knowledge.actions.telling import tell
from scripts_library.knowledge.models import ApprovedAnswer
from scripts_library.knowledge.models.answer import ASK_LENGTH, MOST_ASKS
from scripts_library.knowledge.subject import Subject
from scripts_library.models import Scope, ScriptState, Stage
from scripts_library.rights import require_filing

FOLDER: Final = "统一口径"
"""Data of the shop, as a folder's name is: it can be renamed, and is made again if it is gone."""


@transaction.atomic
def write_answer(
    *,
    actor: Membership,
    subject: Subject,
    words: Words,
    asks: Sequence[str] = (),
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> ApprovedAnswer:
    """A new answer, in the queue of the reviewers. The question is the script's title.

    Raises what `write_script` raises: the guard reads it, variables are checked.
    """
    kept = fields.several("asks", asks, most=MOST_ASKS, longest=ASK_LENGTH)
    held_library(actor.shop_id)
    subject, called = subject_of(actor.shop_id, subject)
    filing = Filing(
        scope=Scope.SHOP,
        folder_id=placed(actor.shop_id, FOLDER),
        stage=Stage.ANY,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    script = write_script(actor=actor, words=words, filing=filing, submit=True)
    answer = ApprovedAnswer.objects.create(
        shop_id=actor.shop_id,
        script=script,
        product_id=subject.product_id,
        category=subject.category,
        asks=list(kept),
        created_at=now(),
    )
    tell(actor, "knowledge.answer_written", answer, called, question=words.title)
    return answer


@transaction.atomic
def change_answer(
    *,
    actor: Membership,
    script_id: int,
    body: str,
    asks: Sequence[str],
    valid_from: date | None,
    valid_until: date | None,
    seen: int,
) -> ApprovedAnswer:
    """Everything of an answer but its question, by which it is known; other words wait for a
    reviewer while those in use stay. The same again changes nothing. One that was retired is in
    use again. Raises what `change_script` and `retire_script` raise."""
    held_library(actor.shop_id)
    answer = answer_of(membership=actor, script_id=script_id)
    script = answer.script
    newest = version_of(script, script.latest)
    said: dict[str, object] = {}
    if (script.valid_from, script.valid_until) != (valid_from, valid_until):
        said |= {"valid_from": valid_from, "valid_until": valid_until}
    if newest.body != body.replace("\r\n", "\n").strip():
        said["body"] = body
    if script.state == ScriptState.RETIRED:
        require_unchanged(script, seen)
        script = retire_script(actor=actor, script_id=script_id, retired=False)
        seen = script.edits
    if said:
        submit = "body" in said
        change_script(actor=actor, script_id=script_id, said=said, seen=seen, submit=submit)
    return change_asks(actor=actor, script_id=script_id, asks=asks)


@transaction.atomic
def change_asks(*, actor: Membership, script_id: int, asks: Sequence[str]) -> ApprovedAnswer:
    """Other ways in which buyers ask it; no version, for nobody is told them. NotYours."""
    kept = list(fields.several("asks", asks, most=MOST_ASKS, longest=ASK_LENGTH))
    held_library(actor.shop_id)
    answer = answer_of(membership=actor, script_id=script_id)
    if answer.asks == kept:
        return answer
    require_filing(actor, script_for(membership=actor, script_id=script_id))
    answer.asks = kept
    answer.save(update_fields=["asks"])
    called = answer.product.name if answer.product else answer.category
    tell(actor, "knowledge.answer_asked", answer, called, asks=len(kept))
    return answer
