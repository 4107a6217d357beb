"""The shop chooses whether to begin with the set that comes with the product."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from helpdesk.accounts.member_view import MemberRequest, member_view
from scripts_library.actions.starting import load_starter
from scripts_library.models import Language
from scripts_library.queries.starting import starters_there
from scripts_library.starter.reading import starters


@never_cache
@member_view("scripts.manage")
def starter(request: MemberRequest) -> HttpResponse:
    """What is in the set, scene by scene, and the button that puts it in."""
    if request.method == "POST":
        languages = [one for one in request.POST.getlist("language") if one in Language.values]
        load_starter(actor=request.membership, languages=languages)
        return redirect("scripts")
    there = starters_there(request.membership.shop_id)
    chinese = [one for one in starters() if one.language == Language.ZH]
    scenes = Counter(one.folder for one in chinese)
    samples = {one.folder: one for one in reversed(chinese)}
    context = {
        "scenes": [(folder, many, samples[folder]) for folder, many in scenes.items()],
        "languages": [
            (code, label, sum(one.language == code for one in starters()), there.get(code, 0))
            for code, label in Language.choices
        ],
    }
    return render(request, "scripts/starter.html", context)
