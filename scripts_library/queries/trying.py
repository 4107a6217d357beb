"""A script as it would read: its parts, filled for a chat or with samples, and what is found."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from helpdesk.accounts.models import Membership
from scripts_library.checks import Finding, findings_in
from scripts_library.drafts import error_for
from scripts_library.previews import subject_for
from scripts_library.queries.passages import passages_of
from scripts_library.variables import Chat, registered_variables, values_for, variables_by_name
from scripts_library.wording import Part, flaw_of, parts_of, whole


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything the preview shows."""

    parts: list[Part]
    findings: list[Finding]
    problem: str
    for_whom: str

    def as_json(self) -> dict[str, Any]:
        return {
            "parts": [asdict(part) for part in self.parts],
            "findings": [
                {**asdict(one), "why": str(one.why), "kind": str(one.kind)} for one in self.findings
            ],
            "problem": self.problem,
            "for_whom": self.for_whom,
        }


def tried(
    membership: Membership, *, body: str, language: str, conversation_id: int | None
) -> Trial:
    """Some words as a buyer would read them. A chat of another shop is NotFound."""
    passages = passages_of(membership.shop_id)
    opened = whole(body, passages)
    flaw = flaw_of(body, variables_by_name().keys(), passages)
    subject = subject_for(membership, conversation_id) if conversation_id else None
    if subject is None:
        values = samples()
    else:
        values = by_name(
            values_for(Chat(membership.shop_id, membership.pk, subject.conversation_id, language))
        )
    return Trial(
        parts=parts_of(opened, values),
        findings=findings_in(membership.shop_id, opened),
        problem=error_for(flaw).told() if flaw else "",
        for_whom=subject.name if subject else "",
    )


def samples() -> dict[str, str | None]:
    """What each variable might be, by both of its names."""
    return {name: one.sample for one in registered_variables() for name in (one.zh, one.en)}


def by_name(values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Values by key as values by both names."""
    return {
        name: values.get(one.key) for one in registered_variables() for name in (one.zh, one.en)
    }
