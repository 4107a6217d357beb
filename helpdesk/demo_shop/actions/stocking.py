"""The demo shop's goods, with their SKUs."""

from helpdesk.accounts.models import Shop
from helpdesk.commerce.models import Product, Sku
from helpdesk.demo_shop import catalogue
from helpdesk.demo_shop.size_charts import size_chart_of
from helpdesk.demo_shop.skus import skus_of


def stock_shop(shop: Shop) -> None:
    """As the catalogue has them; facts in one line, as a shop would write them."""
    products = Product.objects.bulk_create(
        Product(
            shop=shop,
            name=product.name,
            kind=product.item,
            price_fen=product.price,
            colours=list(product.colours),
            variants=list(product.sizes or product.models),
            facts="；".join(filter(None, (product.material, product.care, product.fit))),
            size_chart=size_chart_of(product),
        )
        for product in catalogue.PRODUCTS
    )
    Sku.objects.bulk_create(
        Sku(
            shop=shop,
            product=stored,
            code=one.code,
            spec=one.spec,
            price_fen=product.price,
            stock_note=one.stock_note,
        )
        for product, stored in zip(catalogue.PRODUCTS, products, strict=True)
        for one in skus_of(product)
    )
