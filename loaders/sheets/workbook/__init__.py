"""What calamine does not tell of a workbook: whether it is safe to open, and the marks on its cells."""
