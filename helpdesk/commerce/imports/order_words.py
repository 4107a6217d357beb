"""The words of an order's state and flag, as platforms and people write them."""

STATES: dict[str, tuple[str, ...]] = {
    "unpaid": (
        *("等待买家付款", "待付款", "等待付款", "未付款", "待支付"),
        *("unpaid", "created", "pending", "pending payment"),
    ),
    "paid": (
        *("买家已付款,等待卖家发货", "买家已付款", "等待卖家发货", "待发货", "已付款", "部分发货"),
        *("卖家部分发货", "等待出库", "已成团,待发货", "待出库", "备货中"),
        *("paid", "approved", "processing", "invoiced"),
    ),
    "shipped": (
        *("卖家已发货,等待买家确认", "卖家已发货", "等待买家确认收货", "已发货", "已发货,待收货"),
        *("已发货,待签收", "待收货", "等待确认收货", "已出库", "运输中"),
        *("shipped", "in transit"),
    ),
    "signed": ("已签收", "买家已签收", "已收货", "delivered", "signed"),
    "finished": ("交易成功", "已完成", "完成", "交易完成", "finished", "completed", "done"),
    "closed": (
        *("交易关闭", "已关闭", "已取消", "取消", "交易取消", "未发货,退款成功", "已退款"),
        *("已发货,退款成功", "已收货,退款成功", "退款成功", "canceled", "cancelled", "closed"),
        *("unavailable", "refunded"),
    ),
}

FLAGS: dict[int, tuple[str, ...]] = {
    0: ("0", "灰", "灰色", "灰旗", "无", "grey", "gray", "none"),
    1: ("1", "红", "红色", "红旗", "red"),
    2: ("2", "黄", "黄色", "黄旗", "yellow"),
    3: ("3", "绿", "绿色", "绿旗", "green"),
    4: ("4", "蓝", "蓝色", "蓝旗", "blue"),
    5: ("5", "紫", "紫色", "紫旗", "粉", "粉色", "粉旗", "pink", "purple"),
}
