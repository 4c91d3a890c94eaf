"""What the payment standard gives, for people and for programs."""
