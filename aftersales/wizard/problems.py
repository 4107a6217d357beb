"""At which step of the wizard something is said to be wrong. Pure."""

from helpdesk.kernel.errors import HelpdeskError

STEPS = {
    "case_line_not_found": "what",
    "case_open_already": "what",
    "case_words_wrong": "proof",
    "case_lacking": "proof",
    "case_amount_wrong": "way",
    "case_needs_approval": "way",
}
"""By the code of the error; everything else stands beside the buttons."""


def step_of(problem: HelpdeskError) -> str:
    """``what``, ``proof``, ``way``, or ``end``."""
    return STEPS.get(problem.code, "end")
