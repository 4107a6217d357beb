"""The code by which the first shop of a fresh installation is opened.

It is derived from SECRET_KEY, or given as SETUP_CODE, and stored nowhere: whoever can read the
server's console can open the first shop, and once a shop is open the code opens nothing more.
"""

import base64

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

GROUP, GROUPS = 4, 3


def setup_code() -> str:
    """「K7QF-2MND-XW3A」."""
    if settings.SETUP_CODE:
        return str(settings.SETUP_CODE)
    made = salted_hmac("helpdesk.accounts.setup_code", "first shop", algorithm="sha256").digest()
    letters = base64.b32encode(made).decode()[: GROUP * GROUPS]
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def is_setup_code(typed: str) -> bool:
    """Whether it is the code, however it was spaced and cased."""
    return constant_time_compare(_bare(typed), _bare(setup_code()))


def _bare(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
