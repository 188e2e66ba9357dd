"""Pictures: rows in, SVG and HTML out. Page, report, print and tests share them."""
