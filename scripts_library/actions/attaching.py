"""What goes along with a version: products that are sold, files that are kept."""

from django.utils.translation import gettext as _

from helpdesk.commerce.models import Product
from scripts_library.access import file_of_shop
from scripts_library.actions.keeping_files import held_file
from scripts_library.drafts import Words, wrong
from scripts_library.models import ScriptAttachment, ScriptVersion


def attach(version: ScriptVersion, words: Words) -> None:
    """Products first, then files, each as the words name them.

    FieldWrong for a product that is sold no more; NotFound for a file that the shop has not.
    """
    shop_id = version.shop_id
    sold = Product.objects.filter(shop_id=shop_id, retired_at__isnull=True)
    goods = sold.in_bulk(words.products) if words.products else {}
    for product_id in words.products:
        if product_id not in goods:
            said = _("店里没有这件商品在卖（编号 %(number)s），先去掉它") % {"number": product_id}
            raise wrong("products", said)
    files = [held_file(file_of_shop(shop_id, key)) for key in words.files]
    ScriptAttachment.objects.bulk_create(
        [
            *(
                ScriptAttachment(
                    shop_id=shop_id, version=version, place=place, product=goods[product_id]
                )
                for place, product_id in enumerate(words.products)
            ),
            *(
                ScriptAttachment(shop_id=shop_id, version=version, place=place, file=file)
                for place, file in enumerate(files, start=len(words.products))
            ),
        ]
    )
