"""Claim on the insurance or pay the repair yourself: an explained decision for Korean drivers."""

__version__ = "0.1.0"
