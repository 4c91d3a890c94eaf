"""Rule files: `policies/*.toml` read into the rules of the domain, and checked."""
