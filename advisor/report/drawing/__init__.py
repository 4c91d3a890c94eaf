"""Charts, drawn on terminals and as SVG from one model."""
