from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "aftersales"
    verbose_name = "After-sales"

    def ready(self) -> None:
        from aftersales import audit, policy_rules, webhooks
        from aftersales.queries.buyer_opening import opening_allowed
        from aftersales.queries.case_cards import card_of
        from aftersales.queries.of_orders import case_parts
        from conversations.case_cards import CaseCards, register_case_cards
        from helpdesk.commerce.order_parts import register_order_part

        audit.register()
        policy_rules.register_all()
        webhooks.register()
        register_order_part(case_parts)
        register_case_cards(CaseCards(compose=card_of, may_apply=opening_allowed))
