"""`make bench`: how fast and how large the program is, beside the targets that were set for it.

Nothing here passes or fails for being slow; only a wrong answer does (exit 1).
"""
