"""What a shop knows as tables: one table a kind, read, planned against what is there, written out.

The same idiom as scripts' and guard rules' tables, whose lines, notes and limits it shares.
"""
