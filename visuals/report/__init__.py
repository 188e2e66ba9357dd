"""The report for the monthly meeting: one file about a county, a prefecture or the province."""
