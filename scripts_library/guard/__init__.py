"""The guard of wording: what a sentence says, judged by its sense. No Django here."""
