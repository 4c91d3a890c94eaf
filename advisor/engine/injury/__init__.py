"""What the payment standard of compulsory injury cover gives."""
