"""The page on which a person says how they want to be called."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.actions.choosing_attention import choose_attention
from helpdesk.accounts.errors import PreferenceUnknown
from helpdesk.accounts.forms import AttentionForm
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.queries.attention import AttentionChoices, attention_of
from helpdesk.kernel.middleware import wants_json


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@ensure_csrf_cookie
@member_view()
def attention(request: MemberRequest) -> HttpResponse:
    """All choices at once: to a script 204, to a plain form the page again."""
    if request.method == "POST":
        form = AttentionForm(request.POST)
        if not form.is_valid():
            raise PreferenceUnknown()
        choose_attention(actor=request.user, choices=AttentionChoices(**form.cleaned_data))
        return HttpResponse(status=204) if wants_json(request) else redirect("attention")
    choices = asdict(attention_of(request.user.pk))
    return render(request, "accounts/attention.html", {"attention": choices})
