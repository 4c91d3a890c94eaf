"""What an accident costs and who covers it, before any choice."""
