"""Live chat: threads, sessions, the desk and the buyer's page."""
