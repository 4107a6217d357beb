"""Money as it is written; fen inside, yuan on screen."""

MINUS = "−"


def yuan(fen: int) -> str:
    """¥1,260.00, with a real minus sign."""
    sign = MINUS if fen < 0 else ""
    whole, part = divmod(abs(fen), 100)
    return f"{sign}¥{whole:,}.{part:02}"
