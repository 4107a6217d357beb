"""The demo shop: the wares, the buyers and the chats of a made-up shop called 小满."""
