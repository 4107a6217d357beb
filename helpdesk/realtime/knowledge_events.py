"""Events about what a shop knows of its goods, and what was asked in a chat."""

from dataclasses import dataclass
from typing import ClassVar

from helpdesk.realtime.event import Audience, Event


@dataclass(frozen=True, kw_only=True)
class KnowledgeChanged(Event):
    """More or something else is known of a product, or of a category where ``product`` is null."""

    name: ClassVar[str] = "knowledge.changed"
    audience: ClassVar[Audience] = Audience.DESK
    product: int | None
    category: str


@dataclass(frozen=True, kw_only=True)
class QuestionTicked(Event):
    """A pre-sale question was asked in this thread, answered, or put back."""

    name: ClassVar[str] = "question.ticked"
    audience: ClassVar[Audience] = Audience.DESK
    conversation: int


KNOWLEDGE_EVENTS: tuple[type[Event], ...] = (KnowledgeChanged, QuestionTicked)
