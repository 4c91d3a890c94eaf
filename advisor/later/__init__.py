"""Optimal claiming for a Korean driver: what a claim is worth when later accidents are possible.

`README.md` beside this file states the model; `later_advice.later_advice` is the entry point.
"""
