"""The graph as one file: who helps whom around a unit or within a place, with positions worked out here."""
