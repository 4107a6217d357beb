"""What people say in a shop's chats: sentences from a seed, the same on every machine."""

import random

SAID = (
    "你好 请问 在吗 亲 这款 那款 羽绒服 毛衣 衬衫 裤子 鞋子 外套 围巾 帽子 尺码 颜色 黑色 白色 "
    "藏青 大一号 小一号 加大 均码 身高 体重 合适 偏大 偏小 面料 起球 掉色 缩水 质量 做工 线头 "
    "袖口 领口 拉链 纽扣 现货 预售 库存 补货 什么时候 今天 明天 后天 周末 月底 下单 付款 发货 "
    "物流 快递 顺丰 中通 圆通 单号 到货 签收 派送 驿站 退货 退款 换货 补差价 运费 运费险 包邮 "
    "优惠 优惠券 满减 活动 赠品 发票 抬头 收据 地址 电话 改地址 送礼 包装 礼盒 贺卡 老人 孩子 "
    "老家 昨天 前天 已经 还没 可以 不能 能不能 麻烦 帮忙 看一下 查一下 谢谢 好的 收到 稍等 抱歉 "
    "久等 没问题 放心 建议 照片 视频 图片 实拍 色差 评价 好评 差评 投诉 售后 客服 店长 仓库 "
    "今天能发货吗 有没有现货 怎么洗 会不会 一般 三天 七天 无理由 寄回 寄出 收货 少发 漏发 发错 "
    "破损 瑕疵 退差价 降价 保价 会员 积分 收藏 店铺 直播间 同款 搭配 推荐 新款 老款 断码 最后一件"
)
WORDS = tuple(SAID.split())
PRODUCTS = tuple(
    f"{place}{kind}"
    for place in ("云岭", "雪湖", "青禾", "白桦", "松江", "北屿", "南麓", "望京", "听潮", "拾光")
    for kind in ("冲锋衣", "羊绒衫", "工装裤", "登山鞋", "双肩包", "保温杯", "摇粒绒", "速干衣")
)
MARKS = "，，，。？！"


class Speaker:
    """Says one sentence after another; about 21 characters, at times a product or an order."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        # Some words are said far more often than others, as everywhere.
        self._weights = [1 / (place + 3) for place in range(len(WORDS))]
        self._cumulated = [sum(self._weights[: place + 1]) for place in range(len(WORDS))]

    def sentence(self) -> str:
        """The next."""
        chance = self._chance
        words = chance.choices(WORDS, cum_weights=self._cumulated, k=chance.randint(6, 12))
        if chance.random() < 0.004:
            words.insert(2, chance.choice(PRODUCTS))
        if chance.random() < 0.01:
            words.append(f"{chance.randrange(10**17, 10**18)}")
        half = len(words) // 2
        return f"{''.join(words[:half])}{chance.choice(MARKS)}{''.join(words[half:])}"
