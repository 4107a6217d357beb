from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from conversations import audit, opening_items, webhooks
        from conversations.queries.leaving import chats_in_hand
        from conversations.queries.whose import shop_of_conversation
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.accounts.left_behind import register_left_behind

        audit.register()
        opening_items.register_all()
        register_finder("conversation_id", shop_of_conversation)
        webhooks.register()
        register_left_behind("chats", chats_in_hand)
