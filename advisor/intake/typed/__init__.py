"""Amounts, days and words as people type them.

The patterns stand as texts: `re` compiles one when it is first needed, and keeps it. Most texts
need few of them, and compiling them all took a tenth of the time until the app is shown.
"""
