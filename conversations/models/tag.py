"""Tags: the shop's own words for what a thread is about."""

from django.db import models

from conversations.models.conversation import Conversation

TAG_LENGTH = 20


class Tag(models.Model):
    """One word of the shop's list."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=TAG_LENGTH)
    # Retired: stays where it is, is offered no more.
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="tag_one_per_name"),
            models.UniqueConstraint(fields=["shop", "id"], name="tag_of_shop"),
        ]

    def __str__(self) -> str:
        return self.name


class ConversationTag(models.Model):
    """A thread carries a tag. `Conversation.tag_ids` is the copy that the list shows."""

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+", db_index=False)
    member = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "conversation", "tag"], name="conversation_tag_once"
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "tag", "conversation"], name="conversation_tag_by_tag")
        ]

    def __str__(self) -> str:
        return f"Tag {self.tag_id} on conversation {self.conversation_id}"
