"""A question for the payment standard, from its flags."""
