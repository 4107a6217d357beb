"""Cases for programs of the shop, in the name of a token's member."""
