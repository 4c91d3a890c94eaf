"""Many cases at once: a book of clients, what their renewals cost, and what that teaches."""
