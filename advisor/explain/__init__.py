"""Codes and facts to sentences, in Korean and in English."""
