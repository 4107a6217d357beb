"""What the machine says in the shop's name: which answer fits, and in which words. Pure."""
