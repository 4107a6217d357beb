"""What programmers read: the OpenAPI description, its page, and the sockets in the same way."""
