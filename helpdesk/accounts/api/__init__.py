"""The API of this app, and what the endpoints of every app stand on."""
