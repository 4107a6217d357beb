"""What a move names as evidence is there: a message of the buyer's chat, a file of the case.

Called by `moving.py` inside its transaction.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from aftersales.errors import ProofUnknown
from aftersales.evidence import LONGEST_SEQ, Evidence, is_seq
from aftersales.models import Case
from aftersales.queries.evidence_known import files_of, messages_known


def hold_evidence(case: Case, evidence: Sequence[Evidence]) -> None:
    """Files that nobody holds yet become the case's own. ProofUnknown for a message that is not
    in the buyer's chat, or a file of another case or shop."""
    texts = [one.text for one in evidence if one.kind == "message"]
    known = messages_known(case, {int(text) for text in texts if is_seq(text)})
    for text in texts:
        if not is_seq(text) or int(text) not in known:
            raise ProofUnknown(
                problem=_("第 %(n)s 条消息不在这位买家的会话里，或者撤回了")
                % {"n": text[:LONGEST_SEQ]}
            )
    keys = {one.text for one in evidence if one.kind == "file"}
    if not keys:
        return
    files = files_of(case, keys)
    # Locked: the sweep of what nobody named may be looking at one of them.
    if keys - set(files.select_for_update(no_key=True).values_list("key", flat=True)):
        raise ProofUnknown(problem=_("有一个文件不是这一单的"))
    files.filter(case=None).update(case=case)
