from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from conversations import audit, response_rules
        from conversations.queries.leaving import chats_in_hand
        from helpdesk.accounts.left_behind import register_left_behind

        audit.register()
        response_rules.register_all()
        register_left_behind("chats", chats_in_hand)
