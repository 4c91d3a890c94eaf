"""What is kept on this machine: the store of cases, and files that are written whole."""
