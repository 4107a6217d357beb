"""What the demo's shop keeps to itself: tags, notes, profiles, chats put off, ratings, a blacklist.

Written through the actions of the apps, after the threads and the orders are there.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from conversations.actions.blocking import block_buyer
from conversations.actions.changing_endings import change_endings
from conversations.actions.inviting_rating import invite_rating
from conversations.actions.making_tags import make_tag
from conversations.actions.noting import add_note
from conversations.actions.rating import give_rating
from conversations.actions.snoozing import snooze_session
from conversations.actions.tagging import put_tag
from conversations.models import Conversation, Entry, Invitation
from conversations.models.ending import PRESET_REASONS
from conversations.speaker import Speaker, agent_of
from helpdesk.accounts.models import Membership
from helpdesk.commerce.actions.profiling import set_profile
from helpdesk.kernel.clock import iso, now

_SEED: Final = 4
_NOTE_IDS: Final = UUID("9f0d1a52-1f0e-4d53-8a4b-6d0c3c2e7a11")

# A tag, and the words by which a thread gets it.
TAGS: Final = (
    ("催物流", ("物流", "快递", "到哪", "发货")),
    ("尺码", ("尺码", "身高", "偏大", "偏小", "几码")),
    ("议价", ("便宜", "优惠", "包邮", "少点")),
    ("退换", ("退货", "换货", "退款", "退回")),
    ("质量", ("开线", "起球", "坏了", "裂", "质量")),
    ("发票", ("发票", "抬头")),
    ("老客", ("又来", "上次", "回购")),
)
NOTES: Final = (
    "@秦越 圆通杭州段昨天起慢半天，到不了能给补发顺丰吗？",
    "答应今天 18:00 前给准信，谁接着聊先看这条。",
    "@秦越 第三次来问同一件事了，语气有点急。",
    "尺码按身高体重表推的，买家说想宽松一点。",
)
TO_AGENT: Final = ("@{name} 同意补发，走顺丰，运费店里出。", "@{name} 这单先别催，仓库在点库存。")
PROFILES: Final = (
    ("support", "brisk", "回复直接给结论，别铺垫。上次夸过包装。"),
    ("enquiry", "careful", "爱问面料和洗法，给数据最有用。"),
    ("complaint", "brisk", "先道歉再给时间点，说到做到。"),
    ("decision", "calm", "给两个方案让对方挑。"),
    ("support", "talkative", "老客，聊得开，新品可以提一句。"),
)
SCORES: Final = (5, 5, 4, 5, 3, 4, 5, 2, 5, 4, 5, 5)
COMMENTS: Final = (
    "回得利索",
    "",
    "说得清楚",
    "",
    "等得有点久",
    "",
    "",
    "没说什么时候到",
    "",
    "好",
)
CLOSING: Final = "感谢光临小满，衣服有任何问题随时来找我们。"


def load_inside(owner: Membership, supervisor: Membership, agents: Sequence[Membership]) -> None:
    """All of it, inside the caller's transaction."""
    rng = Random(_SEED)
    threads = list(
        Conversation.objects.filter(shop_id=owner.shop_id, last_seq__gt=0)
        .select_related("buyer", "owner__user")
        .order_by("-last_at")
    )
    change_endings(
        actor=owner.user,
        shop_id=owner.shop_id,
        closing_line=CLOSING,
        invitation=Invitation.ALWAYS,
        reasons=PRESET_REASONS,
    )
    _tag(agent_of(supervisor), threads)
    active = [one for one in threads if one.state == "active"]
    _note(supervisor, agents, active)
    for thread, (kind, temperament, note) in zip(threads, PROFILES * 3, strict=False):
        set_profile(
            actor=rng.choice(agents),
            buyer_id=thread.buyer_id,
            kind=kind,
            temperament=temperament,
            note=note,
            seen=0,
        )
    answered = [one for one in active if one.unanswered_since is None]
    for hours, thread in zip((2, 20, 44), answered, strict=False):
        holder = next(one for one in agents if one.pk == thread.owner_id)
        until = iso(now() + timedelta(hours=hours))
        snooze_session(actor=agent_of(holder), conversation_id=thread.pk, until=until)
    finished = [one for one in threads if one.state == "finished" and one.owner_id]
    _rate(finished[: len(SCORES)])
    for thread in finished[-1:]:
        block_buyer(
            actor=agent_of(supervisor),
            conversation_id=thread.pk,
            reason="反复发无关广告，提醒过两次",
            hours=7 * 24,
        )


def _tag(actor: Speaker, threads: Sequence[Conversation]) -> None:
    made = [(make_tag(actor=actor, name=name), words) for name, words in TAGS]
    for thread in threads:
        said = " ".join(
            Entry.objects.filter(
                shop_id=thread.shop_id,
                conversation_id=thread.pk,
                kind="message",
                session_number=thread.session_number,
            ).values_list("text", flat=True)
        )
        fitting = [tag for tag, words in made if any(word in said for word in words)]
        for tag in fitting[:2]:
            put_tag(actor=actor, conversation_id=thread.pk, tag_id=tag.pk)


def _note(
    supervisor: Membership, agents: Sequence[Membership], threads: Sequence[Conversation]
) -> None:
    for thread, text in zip(threads, NOTES, strict=False):
        holder = next(one for one in agents if one.pk == thread.owner_id)
        _write(holder, thread, text)
    for thread, text in zip(threads, TO_AGENT, strict=False):
        _write(supervisor, thread, text.format(name=agents[0].public_name))


def _write(author: Membership, thread: Conversation, text: str) -> None:
    add_note(
        actor=agent_of(author),
        conversation_id=thread.pk,
        client_id=uuid5(_NOTE_IDS, f"{thread.pk}:{text}"),
        text=text,
        anchor=thread.last_seq,
    )


def _rate(threads: Sequence[Conversation]) -> None:
    for thread, score, comment in zip(threads, SCORES, COMMENTS * 2, strict=False):
        invite_rating(thread)
        give_rating(
            shop_id=thread.shop_id,
            conversation_id=thread.pk,
            session=thread.session_number,
            score=score,
            comment=comment,
        )
