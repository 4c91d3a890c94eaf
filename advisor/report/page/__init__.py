"""The report to hand over, as HTML, Markdown and PDF."""
