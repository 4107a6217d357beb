"""The words of a memo, in the order of the handbook: agent, courier, hold, gift and refund.

They go to the platform and are read by the warehouse, so they are not translated. The browser
builds and reads memos with them (static/js/desk/memo_grammar.js).
"""

MEMO_WORDS = {
    "between": "、",
    "then": "；",
    "courier": "发%s快递",
    "hold": "库存未确认",
    "gift": "赠送%s",
    "refund": "退还%s元",
    "and": "并",
}
