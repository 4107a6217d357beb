"""Words for the buyer about a case that is being opened: the script that fits, filled from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from aftersales.causes import Cause
from aftersales.fitting import fitting, tags_for
from aftersales.freight import freight_of
from aftersales.options import Option
from aftersales.queries.script_values import thought_of
from aftersales.queries.wizard import Scene
from aftersales.wizard.draft import Draft
from aftersales.wizard.language import language_for
from conversations.queries.quotable import Quotable
from scripts_library.checks import Finding, findings_in
from scripts_library.models import Language
from scripts_library.queries.tagged import Tagged, tagged_scripts
from scripts_library.queries.trying import by_name
from scripts_library.variables import Chat, values_for
from scripts_library.wording import Part, parts_of, said


@dataclass(frozen=True, slots=True)
class WordsShown:
    """What stands in the box: the script as filled, or what somebody made of it."""

    language: Language
    scripts: Sequence[Tagged]
    chosen: Tagged | None
    given: str
    say: str
    parts: Sequence[Part]
    findings: Sequence[Finding]

    @property
    def holes(self) -> list[str]:
        """What is still to be filled before it can be sent."""
        return [part.words for part in self.parts if part.kind == "hole"]


def words_for(
    scene: Scene,
    draft: Draft,
    cause: Cause,
    option: Option,
    fen: int,
    *,
    heard: Sequence[Quotable],
) -> WordsShown:
    """The words that fit, in the language of what the buyer was ``heard`` to say, the newest first;
    somebody's own stay, whatever is proposed meanwhile."""
    membership, order = scene.membership, scene.order
    said_by_buyer = (one.words for one in heard if one.of_buyer and not one.is_picture)
    language = Language(
        language_for(draft.language, said_by_buyer, interface=get_language() or Language.ZH)
    )
    tags = tags_for(cause, option.way)
    found = tagged_scripts(membership, tags, language=language, today=timezone.localdate())
    scripts = fitting(found, cause, option.way)
    chosen = next((one for one in scripts if one.script_id == draft.script), None)
    chosen = chosen or (scripts[0] if scripts else None)
    thread = scene.thread.pk if scene.thread else None
    chat = Chat(membership.shop_id, membership.pk, thread, language.value)
    values = dict(values_for(chat))
    values.update(
        thought_of(
            chat,
            kind=option.kind,
            fen=fen,
            payer=freight_of(cause, shipped=scene.shipped).payer,
            platform=order.platform,
        )
    )
    values["order"] = order.number
    given = said(parts_of(chosen.body, by_name(values))) if chosen else ""
    say = draft.say if draft.own_words else given
    return WordsShown(
        language=language,
        scripts=scripts,
        chosen=chosen,
        given=given,
        say=say,
        parts=parts_of(say, {}),
        findings=findings_in(membership.shop_id, say) if say.strip() else (),
    )
