"""What Django cannot say: foreign keys that keep the orders of two shops apart.

As in conversations/migrations/0002_shop_keys.py: a row of one shop can't name a buyer, product,
order or courier of another, whatever the code does.
"""

from django.db import migrations

KEYS = [
    ("commerce_sku", "sku_product_same_shop", "product_id", "commerce_product"),
    ("commerce_order", "order_buyer_same_shop", "buyer_id", "commerce_buyer"),
    ("commerce_orderline", "line_order_same_shop", "order_id", "commerce_order"),
    ("commerce_orderline", "line_product_same_shop", "product_id", "commerce_product"),
    ("commerce_orderline", "line_sku_same_shop", "sku_id", "commerce_sku"),
    ("commerce_courierprice", "price_courier_same_shop", "courier_id", "commerce_courier"),
    ("commerce_shipment", "shipment_order_same_shop", "order_id", "commerce_order"),
    ("commerce_shipment", "shipment_courier_same_shop", "courier_id", "commerce_courier"),
    ("commerce_trackingevent", "event_shipment_same_shop", "shipment_id", "commerce_shipment"),
]


def composite(table: str, name: str, column: str, target: str) -> str:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (shop_id, {column}) "
        f"REFERENCES {target} (shop_id, id) DEFERRABLE INITIALLY DEFERRED"
    )


def dropped(table: str, name: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {name}"


class Migration(migrations.Migration):
    dependencies = [("commerce", "0002_orders")]

    operations = [migrations.RunSQL(composite(*key), dropped(key[0], key[1])) for key in KEYS]
