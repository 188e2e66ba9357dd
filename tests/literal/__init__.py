"""A second reading of INTERFACES §2 and §3: slow, day by day, by someone who never saw the program.

`world` is what tables say, `ledger` what is held after each load, `reading` is §2; `counting`, `overlapping`,
`listing` and `changing` are §3. `tables` writes a load down, `places`, `strategies` and `options`
invent worlds and questions, and `asking` puts one question to the program and to this reading.
"""
