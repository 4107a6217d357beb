"""How a person wants to be called to their chats."""

from django.db import models

LOUDEST = 100


class Attention(models.Model):
    """One row a person, made by their first own choice; whoever has none has the defaults."""

    user = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    # In hundredths; 0 is silence.
    volume = models.PositiveSmallIntegerField(default=60)
    # A chat came: to this person, or to the queue.
    sound_new = models.BooleanField(default=True)
    # A message came in a chat that nobody looks at.
    sound_message = models.BooleanField(default=True)
    # A buyer has waited past the shop's limit.
    sound_late = models.BooleanField(default=True)
    # The browser may show notifications; it has its own word in this, too.
    notify = models.BooleanField(default=False)
    notify_new = models.BooleanField(default=True)
    notify_message = models.BooleanField(default=True)
    notify_late = models.BooleanField(default=True)
    # A notification names the buyer and what they wrote: others may see the screen.
    notify_words = models.BooleanField(default=False)
    # The page's title says how many wait.
    title_count = models.BooleanField(default=True)
    # The tab's icon carries a mark while somebody waits.
    icon_mark = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(volume__lte=LOUDEST), name="accounts_attention_volume"
            ),
        ]

    def __str__(self) -> str:
        return f"attention of {self.user_id}"
