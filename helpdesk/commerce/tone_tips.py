"""How to speak to whom: one line for each kind of buyer and each way of talking (docs/trade.md)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helpdesk.commerce.models import BuyerType, Temperament

BY_TYPE: dict[str, str | Promise] = {
    BuyerType.COMPLAINT: _("先认事实、给时限，办完了再解释；补偿说清数目。"),
    BuyerType.ENQUIRY: _("先答准再答快，带上尺码、面料或别的买家怎么选。"),
    BuyerType.SUPPORT: _("记得上次买了什么，主动说近况，多问一句用得怎么样。"),
    BuyerType.DECISION: _("摆出两三个方案和各自的代价，请对方拿主意。"),
}
BY_TEMPERAMENT: dict[str, str | Promise] = {
    Temperament.BRISK: _("先说结论，再说时间。少铺垫，不反问。"),
    Temperament.TALKATIVE: _("接得快、热络一点，顺着聊再带回正题；别追着问意见。"),
    Temperament.CALM: _("语气平稳，一次说清一件事，给对方时间想。"),
    Temperament.CAREFUL: _("慢一点，分点说，每点有依据，别催。"),
}


def tips_for(kind: str, temperament: str) -> list[str]:
    """Temperament first: it decides how the first words sound."""
    found = (BY_TEMPERAMENT.get(temperament), BY_TYPE.get(kind))
    return [str(tip) for tip in found if tip]
