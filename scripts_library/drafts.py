"""What a person writes into the form of a script: checked once, for every door."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from helpdesk.kernel.errors import HelpdeskError
from scripts_library import errors
from scripts_library.models import Language, Scope, Stage
from scripts_library.models.attachment import MOST_ATTACHMENTS
from scripts_library.models.script import CODE_LENGTH, MOST_TAGS, TAG_LENGTH
from scripts_library.models.version import BODY_LENGTH, TITLE_LENGTH
from scripts_library.variables import variables_by_name
from scripts_library.wording import LONGEST_NAME, LONGEST_WHOLE, Flaw, flaw_of, whole

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*\Z")
APART = re.compile(r"[、,，;；\s]+")

LABELS = {
    "title": pgettext_lazy("script field", "标题"),
    "body": pgettext_lazy("script field", "内容"),
    "products": pgettext_lazy("script field", "商品卡"),
    "files": pgettext_lazy("script field", "图片和文件"),
    "code": pgettext_lazy("script field", "代码"),
    "folder": pgettext_lazy("script field", "场景"),
    "scope": pgettext_lazy("script field", "谁能用"),
    "stage": pgettext_lazy("script field", "阶段"),
    "language": pgettext_lazy("script field", "语言"),
    "tags": pgettext_lazy("script field", "标签"),
    "valid_from": pgettext_lazy("script field", "从哪天起"),
    "valid_until": pgettext_lazy("script field", "到哪天"),
}
NOT_STORABLE = gettext_lazy("里面有存不下的字符，删掉看不见的控制字符")


@dataclass(frozen=True, slots=True)
class Words:
    """What the buyer reads, and the products and files that go along (a file by its key)."""

    title: str
    body: str
    products: tuple[int, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """Where and for whom it is found."""

    scope: str = Scope.SHOP
    group_id: int | None = None
    folder_id: int | None = None
    code: str = ""
    language: str = Language.ZH
    stage: str = Stage.ANY
    tags: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None


def wrong(field: str, problem: object) -> errors.FieldWrong:
    """A refusal of one field, by its name on the page."""
    return errors.FieldWrong(field=field, label=LABELS[field], problem=problem)


def checked_words(words: Words, passages: Mapping[str, str]) -> Words:
    """Title and body as they will be stored, or a typed error that names the field."""
    title, body = " ".join(words.title.split()), words.body.replace("\r\n", "\n").strip()
    for field, text, most in (("title", title, TITLE_LENGTH), ("body", body, BODY_LENGTH)):
        if not text:
            raise wrong(field, _("还没写"))
        if "\x00" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
            raise wrong(field, NOT_STORABLE)
        if len(text) > most:
            said = _("%(length)s 字，一条最多 %(most)s 字") % {"length": len(text), "most": most}
            raise wrong(field, said)
    flaw = flaw_of(body, variables_by_name().keys(), passages)
    if flaw is not None:
        raise error_for(flaw)
    if len(whole(body, passages)) > LONGEST_WHOLE:
        raise errors.PassageLong(most=LONGEST_WHOLE)
    products, files = tuple(dict.fromkeys(words.products)), tuple(dict.fromkeys(words.files))
    for field, things in (("products", products), ("files", files)):
        if len(things) > MOST_ATTACHMENTS:
            raise wrong(field, _("一条最多带 %(most)s 个") % {"most": MOST_ATTACHMENTS})
    return Words(title, body, products, files)


def error_for(flaw: Flaw) -> HelpdeskError:
    """What the page says about a flaw."""
    if flaw.code == "unknown":
        return errors.UnknownVariable(name=flaw.about)
    if flaw.code == "brace":
        return errors.BraceOpen(near=flaw.about)
    if flaw.code == "empty_name":
        return errors.NameEmpty()
    if flaw.code == "loop":
        return errors.PassageLoop(way=" → ".join(f"{{{name}}}" for name in flaw.way))
    return errors.NameLong(name=flaw.about, most=LONGEST_NAME)


def checked_filing(filing: Filing) -> Filing:
    """Codes in capitals, tags once each, days in order; or FieldWrong."""
    code = filing.code.strip().upper()
    if code and (len(code) > CODE_LENGTH or not CODE.match(code)):
        said = _("字母和数字，最多 %(most)s 个，像 CJ01") % {"most": CODE_LENGTH}
        raise wrong("code", said)
    if filing.scope not in Scope.values:
        raise wrong("scope", _("只有店铺、客服组、我的三种"))
    if (filing.scope == Scope.GROUP) != (filing.group_id is not None):
        raise wrong("scope", _("给客服组用的，要选哪一组"))
    if filing.stage not in Stage.values:
        raise wrong("stage", _("只有售前、售中、售后，或者都行"))
    if filing.language not in Language.values:
        raise wrong("language", _("只有中文和英文"))
    start, end = filing.valid_from, filing.valid_until
    if start and end and end < start:
        raise wrong("valid_until", _("比开始那天还早"))
    return Filing(
        scope=filing.scope,
        group_id=filing.group_id,
        folder_id=filing.folder_id,
        code=code,
        language=filing.language,
        stage=filing.stage,
        tags=checked_tags(filing.tags),
        valid_from=start,
        valid_until=end,
    )


def checked_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Each once, none too long, not too many."""
    once = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    if len(once) > MOST_TAGS:
        raise wrong("tags", _("最多 %(most)s 个") % {"most": MOST_TAGS})
    for tag in once:
        if len(tag) > TAG_LENGTH or "\x00" in tag:
            said = _("「%(tag)s」太长，最多 %(most)s 个字")
            raise wrong("tags", said % {"tag": tag[:TAG_LENGTH], "most": TAG_LENGTH})
    return once


def tags_in(text: str) -> tuple[str, ...]:
    """Tags as a person types them into one field."""
    return tuple(part for part in APART.split(text) if part)
