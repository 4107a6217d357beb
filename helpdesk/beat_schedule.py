"""What the beat wakes, and how often in seconds: `CELERY_BEAT_SCHEDULE` of the settings."""

from typing import Any, Final

SCHEDULE: Final[dict[str, dict[str, Any]]] = {
    "purge-expired": {"task": "helpdesk.accounts.tasks.purge_expired", "schedule": 3600.0},
    # A wake-up that nobody took within two seconds is worth nothing: the next one follows.
    "sweep-routing": {
        "task": "conversations.tasks.sweep_routing",
        "schedule": 2.0,
        "options": {"expires": 2.0},
    },
    "sweep-chats": {"task": "conversations.tasks.sweep_chats", "schedule": 5.0},
    "purge-api": {"task": "helpdesk.accounts.tasks.purge_api", "schedule": 600.0},
    "purge-wishes": {"task": "conversations.tasks.purge_wishes", "schedule": 3600.0},
    "sweep-files": {"task": "conversations.tasks.sweep_files", "schedule": 600.0},
    "purge-looks": {"task": "conversations.tasks.purge_looks", "schedule": 3600.0},
    "wake-silent-imports": {
        "task": "helpdesk.commerce.imports.tasks.wake_silent_imports",
        "schedule": 30.0,
    },
    "erase-old-receivers": {
        "task": "helpdesk.commerce.tasks.erase_old_receivers",
        "schedule": 3600.0,
    },
    "purge-import-files": {
        "task": "helpdesk.commerce.imports.tasks.purge_import_files",
        "schedule": 3600.0,
    },
    "deliver-webhooks": {
        "task": "helpdesk.integrations.tasks.deliver_webhooks",
        "schedule": 3.0,
        "options": {"expires": 10},
    },
    "act-on-deadlines": {
        "task": "aftersales.tasks.act_on_deadlines",
        "schedule": 5.0,
        "options": {"expires": 10},
    },
    "tell-of-cases": {
        "task": "aftersales.tasks.tell_of_cases",
        "schedule": 3.0,
        "options": {"expires": 10},
    },
    "sweep-case-files": {"task": "aftersales.tasks.sweep_case_files", "schedule": 3600.0},
    "mend-case-followups": {"task": "aftersales.tasks.mend_followups", "schedule": 600.0},
    "pay-refunds": {
        "task": "aftersales.tasks.pay_refunds",
        "schedule": 3.0,
        "options": {"expires": 10},
    },
    "reconcile-refunds": {"task": "aftersales.tasks.reconcile_refunds", "schedule": 900.0},
    "sweep-followups": {
        "task": "helpdesk.followups.tasks.sweep_followups",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "purge-webhooks": {
        "task": "helpdesk.integrations.tasks.purge_webhooks",
        "schedule": 3600.0,
    },
}
