from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "aftersales"
    verbose_name = "After-sales"

    def ready(self) -> None:
        from aftersales import (
            audit,
            figure_rules,
            followup_kinds,
            policy_rules,
            reasons,
            script_variables,
            titles,
            webhooks,
        )
        from aftersales.access import shop_of_case
        from aftersales.freight import LAW_25, OURS, TEXTS
        from aftersales.move_hearers import register_continuing, register_move_hearer
        from aftersales.queries.buyer_opening import opening_allowed
        from aftersales.queries.case_cards import card_of
        from aftersales.queries.night import cases_since
        from aftersales.queries.of_orders import case_parts, opening_parts
        from aftersales.registers import registering
        from aftersales.registers.actions.going_on import take_in_what_is_here
        from aftersales.registers.actions.hearing import heard_by_registers
        from conversations.case_cards import CaseCards, register_case_cards
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.accounts.sources import know_source
        from helpdesk.commerce.order_parts import register_order_part
        from helpdesk.followups.night import register_night

        audit.register()
        policy_rules.register_all()
        figure_rules.register_all()
        script_variables.register()
        followup_kinds.register()
        reasons.register()
        titles.register()
        know_source(LAW_25)
        know_source(TEXTS)
        know_source(OURS)
        register_night(cases_since)
        register_order_part(case_parts)
        register_order_part(opening_parts)
        registering.register_all()
        register_move_hearer(heard_by_registers)
        register_continuing(take_in_what_is_here)
        register_finder("case_id", shop_of_case)
        webhooks.register()
        register_case_cards(CaseCards(compose=card_of, may_apply=opening_allowed))
