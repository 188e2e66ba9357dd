"""A real Neo4j server from Maven's jars: for `make neo4j`, for the tests and for the bench. No Docker."""
