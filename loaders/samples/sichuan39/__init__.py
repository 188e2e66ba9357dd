"""The real data set: canonical tables as package data; README.md says whence each column is."""
