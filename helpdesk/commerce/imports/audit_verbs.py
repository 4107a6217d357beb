"""The verbs of imports and how they read."""

from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.audit import register_verb

VERBS = {
    "import.uploaded": _("%(actor)s 传了表 %(target)s，%(rows)s 行"),
    "import.started": _("%(actor)s 开始导入 %(target)s"),
    "import.stopped": _("%(actor)s 停下了 %(target)s 的导入，已写的留着"),
    "import.finished": _("%(actor)s 导入的 %(target)s 写完了：新的 %(created)s，更新 %(changed)s"),
    "import.undo_started": _("%(actor)s 开始撤回 %(target)s 的导入"),
    "import.undone": _(
        "%(actor)s 撤回了 %(target)s 的导入：拿掉 %(removed)s，变回 %(restored)s，没动 %(kept)s"
    ),
    "import.failed": _("%(actor)s 导入的 %(target)s 没做成：%(reason)s"),
    "import.report_downloaded": _("%(actor)s 下载了 %(target)s 有错的行"),
    "import.discarded": _("%(actor)s 不导 %(target)s 了，文件已删"),
}


def register_all() -> None:
    """Called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
