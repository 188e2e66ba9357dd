"""What there is: kinds, forces, days, rules, states, the graph, and the stores that keep it."""
