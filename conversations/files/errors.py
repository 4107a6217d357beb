"""Why a file is not taken, sent or shown, in words for whoever reads them."""

from django.utils.translation import gettext_lazy as _

from helpdesk.kernel.errors import HelpdeskError, NotFound


class FileEmpty(HelpdeskError):
    code = "file_empty"
    message = _("「%(name)s」是空的，里面什么都没有。")
    action = _("换一个文件，或者重新选一次。")


class FileTooLarge(HelpdeskError):
    code = "file_too_large"
    status = 413
    message = _("「%(name)s」太大，没收：最多 %(limit)s MB。")
    action = _("压缩一下，或者拆成几个再发。")


class FileCut(HelpdeskError):
    code = "file_cut"
    message = _("「%(name)s」没传完，网断了。")
    action = _("点「再试」从头传一次，别的都在。")


class FileNotKept(HelpdeskError):
    code = "file_not_kept"
    status = 503
    message = _("「%(name)s」没收下：服务器上放文件的地方满了，或者连不上。")
    action = _("聊天照常。过一会儿点「再试」，急的先打字说。")


class KindRefused(HelpdeskError):
    code = "file_kind_refused"
    status = 415
    message = _("「%(name)s」不是能发的文件：看的是内容，不是名字。")
    action = _("能发图片（JPEG、PNG、GIF、WebP）、PDF、Excel（xlsx）、Word（docx）。")


class OnlyImages(HelpdeskError):
    code = "file_only_images"
    status = 415
    message = _("「%(name)s」没收：这家店只收图片。")
    action = _("截个图再发，或者把内容写下来。")


class SvgRefused(HelpdeskError):
    code = "file_svg_refused"
    status = 415
    message = _("「%(name)s」是 SVG，里面可以藏脚本，所以不收。")
    action = _("另存成 PNG 再发。")


class HeicRefused(HelpdeskError):
    code = "file_heic_refused"
    status = 415
    message = _("「%(name)s」是 HEIC 照片，多数浏览器打不开。")
    action = _("转成 JPEG 再发，或者截个图。")


class PackedRefused(HelpdeskError):
    code = "file_packed_refused"
    status = 415
    message = _("「%(name)s」是压缩包，里面可以是任何东西，所以不收。")
    action = _("解开，把要发的一个个发。")


class OldOfficeRefused(HelpdeskError):
    code = "file_old_office_refused"
    status = 415
    message = _("「%(name)s」是老格式的 Office 文件，或者加了密码。")
    action = _("去掉密码，另存成 xlsx 或 docx 再发。")


class MacrosRefused(HelpdeskError):
    code = "file_macros_refused"
    status = 415
    message = _("「%(name)s」带着宏，打开时会自己运行，所以不收。")
    action = _("另存成不带宏的 xlsx 或 docx 再发。")


class PackedBomb(HelpdeskError):
    code = "file_packed_bomb"
    status = 415
    message = _("「%(name)s」解开后大得不合理，没收，也没有解开它。")
    action = _("重新另存一份再发；还是不行就发 PDF。")


class FileBroken(HelpdeskError):
    code = "file_broken"
    status = 415
    message = _("「%(name)s」打不开，可能没存全。")
    action = _("自己先打开看看，重新存一份再发。")


class TooManyPixels(HelpdeskError):
    code = "file_too_many_pixels"
    status = 413
    message = _("「%(name)s」的像素太多，没收：最多 %(limit)s 百万。")
    action = _("缩小一些，或者截个图再发。")


class TooManyUnsent(HelpdeskError):
    code = "file_too_many_unsent"
    status = 409
    message = _("传好没发的文件已经有 %(count)s 个了。")
    action = _("先把它们发出去，再传新的。")


class FileGone(HelpdeskError):
    code = "file_gone"
    status = 404
    message = _("这个文件不在服务器上了：传完太久没发，已经清掉。")
    action = _("重新选一次再发。")


class NoSuchFile(NotFound):
    message = _("没有找到这个文件，或者它的地址不对。")
    action = _("回到聊天里再打开。")


class AddressExpired(HelpdeskError):
    code = "file_address_expired"
    status = 410
    message = _("这个地址过期了。")
    action = _("回到聊天里再打开，会换一个新地址。")


class FileRecalled(HelpdeskError):
    code = "file_recalled"
    status = 410
    message = _("发的人撤回了这个文件。")
    action = _("要的话，请对方再发一次。")


class FileErased(HelpdeskError):
    code = "file_erased"
    status = 410
    message = _("这个文件过了店里的保存时间，已经清掉。")
    action = _("要的话，请对方再发一次。")


class FileAway(HelpdeskError):
    code = "file_away"
    status = 503
    message = _("放文件的地方这会儿连不上。")
    action = _("聊天里的话都在，过一会儿再打开。")
