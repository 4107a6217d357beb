from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from conversations import audit, policy_rules
        from conversations.queries.asked_addresses import address_parts
        from conversations.queries.leaving import chats_in_hand
        from helpdesk.accounts.left_behind import register_left_behind
        from helpdesk.commerce.order_parts import register_order_part

        audit.register()
        policy_rules.register_all()
        register_order_part(address_parts)
        register_left_behind("chats", chats_in_hand)
