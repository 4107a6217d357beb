"""What can go wrong when a promise is written down."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError


class NoPromise(HelpdeskError):
    code = "no_promise"
    status = 409
    message = _("这句里没有还没到的时间，记不成。")
    action = _("在待办里按 C，自己定时间记一件。")
