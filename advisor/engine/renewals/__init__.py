"""What the record does to the renewals: counts, grades and premiums."""
