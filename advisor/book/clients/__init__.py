"""A broker's clients: what is due for whom, what was advised, and what came true."""
