"""The map of places by number of gaps: shapes where the deployer has some, tiles everywhere else."""
