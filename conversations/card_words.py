"""The few words a card or a file stands for where there is no room for it. Pure.

They are the shop's data (titles, names), so a list reads the same in every language; what kind
of card it is goes beside them as a code, and each reader's page names it.
"""

from conversations.file_bodies import FileBody
from helpdesk.realtime.shapes import CardShape


def words_of(card: CardShape | FileBody) -> str:
    """What a list shows of a card: the goods, the buyer's own words, a file's name."""
    if card["type"] == "answer":
        return card["words"] or card["title"]
    if card["type"] == "product" or card["type"] == "image" or card["type"] == "file":
        return card["name"]
    return f"{card['title']} {card['spec']}".strip() or card["tail"]


def code_of(card: CardShape | FileBody) -> str:
    """What kind of last words these are: ``order``, ``product``, ``address``, ``image``…"""
    return card["says"] if card["type"] == "answer" else card["type"]
