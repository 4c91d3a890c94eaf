"""What an insurer's renewals on file say about its accident-count factors."""
