"""A cluster as `deploy/cluster/` has it, on loopback: what is lost, and what is refused, when its primary fails."""
