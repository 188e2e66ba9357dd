"""The graph in numpy columns: the ledger's history, and what it says at one import number."""
