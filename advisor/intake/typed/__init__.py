"""Amounts, days and words as people type them.

The patterns are kept as texts: `re` compiles one when it is first needed, and caches it. Most
typed texts need few of them, and compiling all of them took a tenth of the app's start-up time.
"""
