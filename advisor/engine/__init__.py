"""The verbs: pure functions from a case and the rules to a decision."""
