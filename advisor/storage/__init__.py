"""What is kept on this machine: files written whole, and the store of cases."""
