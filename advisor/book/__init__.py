"""Many cases at once: tables of cases, a book of clients, and what renewals teach."""
