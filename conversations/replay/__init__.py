"""Plays written dialogues through real sockets and proves that nothing is lost on the way."""
