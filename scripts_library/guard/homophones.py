"""Which characters sound alike, for the few syllables in which forbidden offers are disguised.

An own small table in place of pypinyin: thirteen syllables are all that the rules listen for, and
the browser needs the same table (decision 0027).
"""

SYLLABLES: dict[str, str] = {
    "hao": "好壕嚎豪毫郝号浩貉蒿薅濠灏昊皓蚝",
    "ping": "乒坪苹萍平凭瓶评屏俜娉枰",
    "fan": "藩帆番翻樊矾钒繁凡烦反返贩犯饭泛蕃蘩幡梵燔",
    "xian": "掀锨先仙鲜纤咸贤衔舷闲涎弦嫌显险现献县腺馅羡宪陷限线冼苋藓娴",
    "hong": "轰哄烘虹鸿洪宏弘红黉泓",
    "bao": "苞胞包褒雹保堡饱宝抱报暴豹鲍爆煲褓",
    "jia": "嘉枷夹佳家加荚颊贾甲假稼价架驾嫁茄迦珈",
    "wei": "威巍微危韦违桅围唯惟为潍维苇萎委伟伪尾纬未蔚味畏胃喂魏位渭谓尉慰卫葳薇帷猥玮炜",
    "xin": "薪芯锌欣辛新忻心信衅馨昕歆鑫",
    "wu": "巫乌污诬屋无芜梧吾吴武五捂午舞伍侮坞戊雾物勿务悟误仵妩",
    "xing": "星腥猩惺兴刑型形邢行醒幸杏性姓荇",
    "shai": "筛晒",
    "tu": "凸秃突图徒途涂屠土吐兔荼",
}
SOUND_OF: dict[str, str] = {
    character: syllable for syllable, characters in SYLLABLES.items() for character in characters
}
