"""How a person wants to be called, as they chose or as everybody begins."""

from dataclasses import dataclass

from helpdesk.accounts.models import Attention


@dataclass(frozen=True, kw_only=True)
class AttentionChoices:
    """What ``Attention`` keeps; the desk reads it by the same names."""

    volume: int
    sound_new: bool
    sound_message: bool
    sound_late: bool
    notify: bool
    notify_new: bool
    notify_message: bool
    notify_late: bool
    notify_words: bool
    title_count: bool
    icon_mark: bool


def attention_of(user_id: int) -> AttentionChoices:
    """The person's choices, else the defaults."""
    kept = Attention.objects.filter(pk=user_id).first() or Attention(pk=user_id)
    names = AttentionChoices.__dataclass_fields__
    return AttentionChoices(**{name: getattr(kept, name) for name in names})
