from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "conversations"
    verbose_name = "Conversations"

    def ready(self) -> None:
        from conversations import (
            audit,
            automatic_rules,
            emoji_rules,
            file_rules,
            followup_kinds,
            guard_rules,
            inside_rules,
            opening_items,
            policy_rules,
            promise_rules,
            response_rules,
            routing_rules,
            script_subjects,
            script_variables,
            webhooks,
        )
        from conversations.actions.sealing_wishes import PLACE
        from conversations.floor import lexicon
        from conversations.queries import guard_sayings
        from conversations.queries.asked_addresses import address_parts
        from conversations.queries.leaving import chats_in_hand
        from conversations.queries.night import chats_since
        from conversations.queries.whose import shop_of_conversation
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.accounts.left_behind import register_left_behind
        from helpdesk.commerce.order_parts import register_order_part
        from helpdesk.commerce.sealed_places import register_sealed_place
        from helpdesk.followups.night import register_night

        audit.register()
        register_night(chats_since)
        opening_items.register_all()
        register_finder("conversation_id", shop_of_conversation)
        script_variables.register()
        script_subjects.register()
        webhooks.register()
        policy_rules.register_all()
        promise_rules.register_all()
        emoji_rules.register()
        followup_kinds.register()
        inside_rules.register_all()
        register_order_part(address_parts)
        response_rules.register_all()
        routing_rules.register_all()
        file_rules.register_all()
        guard_rules.register_all()
        guard_sayings.register()
        automatic_rules.register_all()
        lexicon.register()
        register_sealed_place(PLACE)
        register_left_behind("chats", chats_in_hand)
