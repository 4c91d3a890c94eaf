"""The terms of each kind of rule: what its versions can state."""
