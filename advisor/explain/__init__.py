"""Turning codes and facts into sentences, in Korean and in English."""
