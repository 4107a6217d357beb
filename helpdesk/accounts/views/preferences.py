"""How a person likes their desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from helpdesk.accounts.actions.preferences import set_preferences
from helpdesk.accounts.errors import PreferenceUnknown
from helpdesk.accounts.forms import PreferencesForm
from helpdesk.accounts.member_view import PersonRequest, signed_in_view


@require_POST
@signed_in_view
def preferences(request: PersonRequest) -> HttpResponse:
    """Remember ``send_key``, ``theme`` and ``list_order``, whichever are given; 204."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        raise PreferenceUnknown()
    set_preferences(
        actor=request.user,
        send_key=form.cleaned_data["send_key"] or None,
        theme=form.cleaned_data["theme"] or None,
        list_order=form.cleaned_data["list_order"] or None,
    )
    return HttpResponse(status=204)
