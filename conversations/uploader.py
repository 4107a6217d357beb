"""Who uploads a file: the speaker, and for a buyer which visitor it is. A plain value."""

from dataclasses import dataclass

from conversations.speaker import Speaker


@dataclass(frozen=True, kw_only=True)
class Uploader:
    """A speaker with what their uploads are known by; a new visitor has no conversation yet."""

    speaker: Speaker
    conversation_id: int | None
    visitor_key: str = ""

    @property
    def limit_key(self) -> str:
        """What their uploads are counted by."""
        return self.visitor_key or f"desk {self.speaker.member_id}"
