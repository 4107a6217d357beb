"""A form that was sent after the sign-in had ended. Its words wait on the page of the door, go in
with name and password, and are offered to be sent again: nothing that was typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FORM = "application/x-www-form-urlencoded"
MOST_MARKS, MOST_FIELDS = 200_000, 500
TOKEN = "csrfmiddlewaretoken"  # the field's name


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where it goes, and its fields in their order."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> str:
        """All fields as one, for a hidden input."""
        return urlencode(self.fields)

    @property
    def shown(self) -> list[str]:
        """What a person wrote, as far as that can be told from numbers and codes."""
        return [said for _, said in self.fields if not said.isascii() or " " in said]


def kept_from(request: HttpRequest) -> KeptForm | None:
    """What came, where nobody is signed in; None for an empty form, one with files, and for
    passwords, which lie on no page."""
    if request.method != "POST" or request.content_type != FORM:
        return None
    fields = [
        (name, said)
        for name, values in request.POST.lists()
        for said in values
        if name != TOKEN and isinstance(said, str)
    ]
    return _kept(request.get_full_path(), fields)


def kept_in(typed: Mapping[str, str]) -> KeptForm | None:
    """What the page of the door carried through signing in."""
    address = typed.get("kept_for", "")
    local = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    if not local:
        return None
    try:
        fields = parse_qsl(
            typed.get("kept", ""), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        return None
    return _kept(address, fields)


def _kept(address: str, fields: list[tuple[str, str]]) -> KeptForm | None:
    if not fields or len(fields) > MOST_FIELDS:
        return None
    if any("password" in name for name, _ in fields):
        return None
    if sum(len(name) + len(said) for name, said in fields) > MOST_MARKS:
        return None
    return KeptForm(address, fields)
