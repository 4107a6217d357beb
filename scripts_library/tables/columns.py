"""The columns of a table of scripts, and the headings by which each is known."""

from collections.abc import Sequence

from helpdesk.commerce.imports.tables import unquoted

COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "title", "名称", "快捷短语名称", "短语标题"),
    "code": ("代码", "code", "快捷编码", "快捷码", "编码"),
    "body": ("内容", "body", "短语内容", "话术", "话术内容", "text", "content"),
    "folder": ("场景", "folder", "分组", "分类", "文件夹"),
    "scope": ("谁能用", "scope", "范围"),
    "stage": ("阶段", "stage"),
    "language": ("语言", "language"),
    "tags": ("标签", "tags"),
    "files": ("图片和文件", "files"),
    "valid_from": ("从哪天起", "valid from", "开始日期"),
    "valid_until": ("有效到", "到哪天", "valid until", "结束日期"),
}
WORDS = {
    "店铺": "shop",
    "我的": "own",
    "都行": "",
    "售前": "pre_sale",
    "售中": "in_sale",
    "售后": "after_sale",
    "中文": "zh",
    "英文": "en",
}
"""What our own export writes in cells, known whatever the reader's language."""

FILES_APART = "、"
"""Between the names of two files."""

REQUIRED = ("title", "body")
WITHIN = 20
"""Rows above which a note may stand."""

_BY_HEADING = {heading: name for name, known in COLUMNS.items() for heading in known}


def columns_in(cells: Sequence[str]) -> dict[str, int]:
    """Which of our columns stands where in a row of headings; the first of two wins."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = _BY_HEADING.get(unquoted(cell).lower())
        if name is not None:
            found.setdefault(name, place)
    return found
