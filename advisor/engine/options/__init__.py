"""What the driver can do, what each option costs, and which is the best."""
