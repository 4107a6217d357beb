"""The rules of pictures and files in the chat."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from conversations.files.checking import Limits
from helpdesk.accounts.policies import PolicyRule, policies_of, register_rule
from helpdesk.accounts.policy_groups import register_group
from helpdesk.realtime.shapes import FileRulesShape

KINDS = "file.kinds"
IMAGE_MB = "file.image_megabytes"
FILE_MB = "file.megabytes"
MEGAPIXELS = "file.megapixels"
PER_MESSAGE = "file.per_message"
RATE = "file.rate"
ADDRESS_MINUTES = "file.address_minutes"
UNSENT_HOURS = "file.unsent_hours"
KEEP_MONTHS = "file.keep_months"

IMAGES, DOCUMENTS = "images", "documents"

RULES = (
    PolicyRule(
        name=KINDS,
        preset=DOCUMENTS,
        unit="words",
        sentence=_("聊天里能发：%(value)s"),
        source=_("产品默认：售后要照片，开票和对账要 PDF 和表格；压缩包和带宏的文件从来不收"),
        choices={
            DOCUMENTS: pgettext_lazy("file kinds", "图片、PDF、Excel、Word"),
            IMAGES: pgettext_lazy("file kinds", "只有图片"),
        },
    ),
    PolicyRule(
        name=IMAGE_MB,
        preset=10,
        unit="mb",
        sentence=_("一张图片最多 %(value)s MB"),
        source=_("产品默认：手机拍的照片多在 3 到 8 MB"),
        bounds=(1, 20),
    ),
    PolicyRule(
        name=FILE_MB,
        preset=20,
        unit="mb",
        sentence=_("一个文件最多 %(value)s MB"),
        source=_("产品默认：代理服务器放行的也是 20 MB"),
        bounds=(1, 20),
    ),
    PolicyRule(
        name=MEGAPIXELS,
        preset=40,
        unit="mp",
        sentence=_("一张图片最多 %(value)s 百万像素"),
        source=_("产品默认：防解压炸弹；4000 × 3000 的照片是 12 百万"),
        bounds=(1, 80),
    ),
    PolicyRule(
        name=PER_MESSAGE,
        preset=9,
        unit="files",
        sentence=_("一次最多发 %(value)s 个"),
        source=_("产品默认：和手机上选图的习惯一样"),
        bounds=(1, 20),
    ),
    PolicyRule(
        name=RATE,
        preset={"burst": 18, "per_minute": 30},
        unit="files",
        sentence=_("一个人连着传 %(burst)s 个不用等，之后每分钟 %(per_minute)s 个"),
        source=_("产品默认：两轮九张不用等，刷不满硬盘"),
        bounds=(1, 600),
    ),
    PolicyRule(
        name=ADDRESS_MINUTES,
        preset=60,
        unit="min",
        sentence=_("图片和文件的地址 %(value)s 分钟后失效，页面会自己换新的"),
        source=_("产品默认：地址被转出去，也只看得到一小时"),
        bounds=(10, 1440),
    ),
    PolicyRule(
        name=UNSENT_HOURS,
        preset=24,
        unit="h",
        sentence=_("传了没发的，和撤回的，%(value)s 小时后从服务器清掉"),
        source=_("产品默认：留一天，网断了第二天还能接着发"),
        bounds=(1, 720),
    ),
    PolicyRule(
        name=KEEP_MONTHS,
        preset=36,
        unit="months",
        sentence=_("发出的图片和文件保存 %(value)s 个月，之后清掉，聊天里还写着发过"),
        source=_("产品默认：诉讼时效三年；店里可以定短些"),
        bounds=(1, 120),
    ),
)


def register_all() -> None:
    """Called once at start."""
    register_group("file", pgettext_lazy("rule group", "图片和文件"))
    for one in RULES:
        register_rule(one)


def limits_of(shop_id: int) -> Limits:
    """What a shop takes today."""
    values = policies_of(shop_id)
    return Limits(
        file_mb=values[FILE_MB],
        image_mb=values[IMAGE_MB],
        megapixels=values[MEGAPIXELS],
        documents=values[KINDS] == DOCUMENTS,
    )


def file_rules_shape(policies: Mapping[str, Any]) -> FileRulesShape:
    """What a browser needs to refuse a file before it is sent."""
    return {
        "image_mb": policies[IMAGE_MB],
        "file_mb": policies[FILE_MB],
        "per_message": policies[PER_MESSAGE],
        "documents": policies[KINDS] == DOCUMENTS,
    }
