"""How far the answer holds: over bills, readings and inputs."""
