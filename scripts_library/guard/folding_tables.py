"""What a character is folded to before any rule looks: width, case, disguise. Data, no logic."""

import unicodedata

_STYLED = [
    (0x2460, 0x24FF),  # circled digits and letters
    (0x2776, 0x2793),  # dingbat digits
    (0x1D400, 0x1D7FF),  # mathematical letters
    (0xFF01, 0xFF5E),  # full width
    (0x00C0, 0x00D6),
    (0x2070, 0x209C),  # superior and inferior digits
    (0x2F00, 0x2FD5),  # radicals that look like characters
    (0x3220, 0x3247),
    (0x3280, 0x32B0),
]
_TRADITIONAL = (
    "評评現现紅红返返給给獎奖贈赠優优惠惠領领圖图曬晒單单諒谅錢钱塊块圓圆轉转賬账帳账號号"
    "聯联繫系係系話话電电碼码驗验證证發发開开關关問问題题錯错責责貨货運运費费買买賣卖賠赔償偿"
    "閱阅讀读網网絕绝對对質质無无為为這这個个們们來来說说還还沒没會会麼么嗎吗當当過过後后"
    "氣气東东見见聽听點点頭头實实體体類类檢检產产業业國国際际級级總总達达離离難难應应該该"
    "訂订購购商商務务員员經经終终權权釋释規规則则條条據据壞坏罵骂煩烦謝谢請请讓让認认識识"
    "隨随選选擇择護护處处理理復复複复時时間间長长門门機机記记錄录調调換换掃扫碼码備备註注"
)
_LOOKS = {
    "⭐": "星", "🌟": "星", "★": "星", "☆": "星", "✨": "", "🧧": "红包", "💰": "钱", "💵": "钱",
    "➕": "加", "＋": "加", "+": "加", "🐧": "qq", "📱": "手机", "薇": "薇", "❤": "", "👍": "",
    "¥": "元", "￥": "元", "〇": "零", "ｖ": "v", "✔": "", "🌹": "", "💴": "钱", "🎁": "礼物",
    "🛰": "卫星", "📞": "电话", "☎": "电话", "📸": "晒图", "📷": "晒图", "💸": "钱",
}  # fmt: skip
_ENDS = "。！？!?;；\n\r\u2028\u2029"
_PAUSES = "，,、：:…—~～|"

SENTENCE_END = "。"
PAUSE = "，"


def _one_to_one() -> dict[str, str]:
    table: dict[str, str] = {}
    for first, last in _STYLED:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code)).lower()
            if plain and plain != chr(code) and plain.isalnum():
                table[chr(code)] = plain
    table.update({chr(code): chr(code + 32) for code in range(65, 91)})
    table.update(
        zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True),
    )
    table.update(_LOOKS)
    table.update(dict.fromkeys(_ENDS, SENTENCE_END))
    table.update(dict.fromkeys(_PAUSES, PAUSE))
    table["\u3000"] = table["\u00a0"] = table["\t"] = " "
    table["‘"] = table["’"] = table["＇"] = "'"
    table["％"] = "%"
    return table


FOLD: dict[str, str] = _one_to_one()
KEPT = frozenset(" .'%*[]「」“”\"/_-()（）#@&=<>{}《》")
"""What stays in the plain view beside letters, digits and characters; all else is dropped."""
