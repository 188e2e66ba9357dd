"""The data sets that ship with the program: `sichuan39`, real, and `example`, fictional."""
