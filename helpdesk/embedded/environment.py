"""What the environment says about servers and ports."""

from collections.abc import Mapping

from .errors import EmbeddedError

DEFAULT_PORT = 8000


def external_servers(environ: Mapping[str, str]) -> tuple[str, str] | None:
    """(DATABASE_URL, REDIS_URL) when both are set, None when neither is.

    Raises EmbeddedError when only one is: half an embedded pair helps nobody.
    """
    database_url, redis_url = environ.get("DATABASE_URL", ""), environ.get("REDIS_URL", "")
    if database_url and redis_url:
        return database_url, redis_url
    if database_url or redis_url:
        present, missing = (
            ("DATABASE_URL", "REDIS_URL") if database_url else ("REDIS_URL", "DATABASE_URL")
        )
        raise EmbeddedError(
            f"{present} is set but {missing} is not. Set both to use servers of your own, "
            "or neither to use the embedded ones."
        )
    return None


def wanted_port(environ: Mapping[str, str]) -> int:
    """PORT, or 8000. Raises EmbeddedError when it is not a port number an ordinary user may use."""
    text = environ.get("PORT", "") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise EmbeddedError(f"PORT is {text!r}, which is no port. Give a number such as 8000.")
    return int(text)
