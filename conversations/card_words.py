"""The few words a card stands for where there is no room for it. Pure.

They are the shop's data (titles, names), so a list reads the same in every language; what kind
of card it is goes beside them as a code, and each reader's page names it.
"""

from helpdesk.realtime.shapes import CardShape


def words_of(card: CardShape) -> str:
    """What a list shows of a card: the goods, or the buyer's own words."""
    if card["type"] == "answer":
        return card["words"] or card["title"]
    if card["type"] == "product":
        return card["name"]
    return f"{card['title']} {card['spec']}".strip() or card["tail"]


def code_of(card: CardShape) -> str:
    """What kind of last words these are: ``order``, ``product``, ``address``, ``right``…"""
    return card["says"] if card["type"] == "answer" else card["type"]
