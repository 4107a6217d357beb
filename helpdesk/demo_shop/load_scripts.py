"""The demo's script library: the starter set, what the shop made of it, what was sent with it.

Written through the actions of the apps; the uses lie in the past, so they are stored in bulk.
"""

import io
from collections.abc import Sequence
from typing import Final

from conversations.actions.keeping_script_files import keep_script_file
from conversations.models import Entry, EntryKind, EntrySide
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Product
from helpdesk.demo_shop.actions.using_scripts import load_uses
from helpdesk.demo_shop.drawn_card import size_card
from scripts_library.actions.arranging import save_passage
from scripts_library.actions.favouring import favour_script
from scripts_library.actions.filing import file_script
from scripts_library.actions.reviewing import approve_script, return_script
from scripts_library.actions.starting import load_starter
from scripts_library.actions.writing import Source, save_words, write_script
from scripts_library.drafts import Filing, Words
from scripts_library.models import Folder, Script

_SEED: Final = 6
_USED: Final = ("cf02", "wl01", "wl02", "dz01", "dz02", "kd02", "kd03", "xk09", "xk10", "xk11")
BETTER: Final = (
    "查到了：{快递} {单号}，现在在{到哪了?}，预计{预计到}到。要用的日子赶不上，先跟您说。"
)
VAGUE: Final = "包裹在路上了，尽快给您送到。"


def load_scripts(owner: Membership, supervisor: Membership, agents: Sequence[Membership]) -> None:
    """A library that people work with: in use, in the queue, a draft, one sent back."""
    mei, *others = agents
    load_starter(actor=owner, languages=("zh", "en"))
    save_passage(actor=supervisor, name="落款", text="{店名} {客服}")
    scripts = {one.starter_key: one for one in Script.objects.filter(shop_id=owner.shop_id)}
    where, chasing = scripts["wl01-zh"], scripts["wl02-zh"]
    load_uses(list(agents), [scripts[f"{key}-zh"] for key in _USED])

    words = Words("到哪了", BETTER)
    save_words(actor=mei, script_id=where.pk, words=words, seen=where.edits, submit=True)
    vague = save_words(
        actor=others[0],
        script_id=chasing.pk,
        words=Words("好几天没动", VAGUE),
        seen=chasing.edits,
    )
    if vague.state == "draft":
        _told_why(supervisor, others[0], vague)
    folder = Folder.objects.get(shop_id=owner.shop_id, name="物流")
    goods = Product.objects.filter(shop_id=owner.shop_id).order_by("pk").first()
    write_script(
        actor=mei,
        words=Words("催件·给时限", "{称呼}，已经联系{快递}查{单号}，今天{几点?}前给您准信。{落款}"),
        filing=Filing(scope="own", code="CJ01", folder_id=folder.pk, stage="in_sale"),
    )
    shown = write_script(
        actor=mei,
        words=Words(
            "带一张商品卡", "您说的是这一件吧？价格和尺码都在卡片上。", (goods.pk,) if goods else ()
        ),
        filing=Filing(code="SP01", stage="pre_sale", tags=("商品卡",)),
        submit=True,
    )
    approve_script(actor=supervisor, script_id=shown.pk, seen=shown.edits)
    for one in (where, scripts["dz01-zh"]):
        favour_script(actor=mei, script_id=one.pk, favoured=True)
    _with_a_picture(mei)
    _from_a_chat(mei, supervisor)


def _told_why(supervisor: Membership, writer: Membership, script: Script) -> None:
    """Words that promise without a time come back with a reason; the better ones wait."""
    plain = Words("好几天没动", "{单号}停住没更新，让您着急了。在催{快递}，一有消息就告诉您。")
    sent = save_words(
        actor=writer, script_id=script.pk, words=plain, seen=script.edits, submit=True
    )
    return_script(
        actor=supervisor, script_id=sent.pk, seen=sent.edits, reason="没说几点，买家只能干等"
    )


def _with_a_picture(writer: Membership) -> None:
    """A chart that goes along with its words."""
    picture = io.BytesIO(size_card())
    file, _changed = keep_script_file(actor=writer, file=picture, name="尺码表.png")
    words = Words(
        "尺码·带表", "{称呼}，尺码表在下面。身高体重说一下，{几点?}前给您建议。", files=(file.key,)
    )
    write_script(actor=writer, words=words, filing=Filing(scope="own", code="CMB1"))


def _from_a_chat(writer: Membership, reviewer: Membership) -> None:
    """A reply that was really given hangs on the wall."""
    said = (
        Entry.objects.filter(
            shop_id=writer.shop_id, kind=EntryKind.MESSAGE, side=EntrySide.AGENT, recalled=False
        )
        .exclude(text__contains="{")
        .order_by("conversation_id", "seq")
        .first()
    )
    if said is None:
        return
    source = Source(said.conversation_id, said.seq, said.author_name or "")
    words = Words("接得稳的一句", said.text)
    made = write_script(actor=writer, words=words, filing=Filing(), source=source)
    made = file_script(
        actor=reviewer, script_id=made.pk, filing=Filing(tags=("好回复",)), seen=made.edits
    )
    made = save_words(actor=writer, script_id=made.pk, words=words, seen=made.edits, submit=True)
    approve_script(actor=reviewer, script_id=made.pk, seen=made.edits)
