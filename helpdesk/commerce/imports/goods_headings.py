"""The headings of product tables, by where they come from; see docs/trade.md."""

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "goods_taobao": {
        "name": ("宝贝标题", "宝贝名称", "商品标题", "商品名称"),
        "kind": ("宝贝类目", "类目名称", "类目"),
        "price_fen": ("一口价", "宝贝价格", "价格"),
        "sku_code": ("商家编码", "SKU商家编码", "sku编码", "外部商家编码"),
        "spec": ("销售属性", "SKU名称", "sku规格", "颜色分类"),
        "sku_price_fen": ("SKU价格", "sku价格", "规格价格"),
    },
    "goods_jd": {
        "name": ("商品名称", "商品标题"),
        "kind": ("三级类目", "类目", "商品类目"),
        "price_fen": ("京东价", "商品价格"),
        "sku_code": ("商家SKU", "商家SKUID", "货号", "SKU编码"),
        "spec": ("销售属性", "规格", "SKU名称"),
    },
    "goods_pdd": {
        "name": ("商品名称", "商品标题", "商品"),
        "kind": ("商品分类", "商品类目", "类目"),
        "price_fen": ("单买价", "单买价格", "拼单价", "拼单价格"),
        "sku_code": ("规格编码", "商家编码-规格维度", "SKU编码"),
        "spec": ("规格名称", "商品规格", "规格"),
    },
    "goods_douyin": {
        "name": ("商品标题", "商品名称"),
        "kind": ("商品类目", "类目", "末级类目"),
        "price_fen": ("商品价格", "售价", "价格"),
        "sku_code": ("商家编码", "SKU编码", "sku商家编码"),
        "spec": ("规格", "商品规格", "SKU规格"),
    },
    "goods": {
        "name": ("商品", "product", "name", "title", "品名", "商品名"),
        "kind": ("类别", "kind", "category", "品类", "分类"),
        "price_fen": ("价格", "price", "售价", "单价"),
        "colours": ("颜色", "colours", "colors", "colour", "color"),
        "variants": ("尺码或型号", "variants", "sizes", "尺码", "型号"),
        "facts": ("说明", "facts", "description", "卖点", "材质"),
        "sku_code": ("商家编码", "sku", "sku code", "编码"),
        "spec": ("规格", "spec", "variant"),
        "sku_price_fen": ("规格价", "sku price"),
        "stock_note": ("库存说明", "stock note", "stock", "库存"),
    },
}
