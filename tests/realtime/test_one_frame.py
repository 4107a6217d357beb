"""Who is given lists of frames."""

from helpdesk.realtime.one_frame import takes_lists


def test_only_who_says_so_gets_lists() -> None:
    """A page that was loaded before an upgrade reads objects alone."""
    assert takes_lists({"query_string": b"lists=1"})
    assert takes_lists({"query_string": b"lists=1&lang=en"})
    assert not takes_lists({"query_string": b""})
    assert not takes_lists({})
