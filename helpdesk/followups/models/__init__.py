from helpdesk.followups.models.followup import FollowUp, FollowUpState
from helpdesk.followups.models.reminder import Reminder, ReminderState
from helpdesk.followups.models.shift_start import ShiftStart
from helpdesk.followups.models.standing import Standing
from helpdesk.followups.models.template import FollowUpTemplate, Frequency

__all__ = [
    "FollowUp",
    "FollowUpState",
    "FollowUpTemplate",
    "Frequency",
    "Reminder",
    "ReminderState",
    "ShiftStart",
    "Standing",
]
