"""The explorer: each page declared once, filled from answers and pictures, framed alike."""
