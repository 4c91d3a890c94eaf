"""Optimal claiming under any bonus-malus system: which losses to claim, and what a claim costs.

The package computes with floats, for thresholds are real numbers; `README.md` beside this file
states the equations, their sources and what was checked against what.
"""
