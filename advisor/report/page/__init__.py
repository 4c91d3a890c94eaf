"""The report to hand over, as HTML and Markdown."""
