"""The headings of courier price tables. There is no usual export: shops keep their own."""

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "prices": {
        "courier": ("快递", "快递公司", "物流公司", "承运商", "courier", "carrier"),
        "province": ("省", "省份", "目的省", "目的地", "地区", "到达省份", "province"),
        "first_kilo_fen": ("首重", "首重价格", "首重价", "首重(1kg)", "首公斤", "first kilo"),
        "next_kilo_fen": ("续重", "续重价格", "续重价", "续重(1kg)", "续公斤", "next kilo"),
        "promise_days": ("几天到", "时效", "时效(天)", "天数", "承诺天数", "days"),
    }
}
