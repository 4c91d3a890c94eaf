"""The engine: pure functions that turn a case and the rules into a decision."""
