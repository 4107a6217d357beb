"""What agents say: the library of scripts, and the guard of every outgoing word."""
