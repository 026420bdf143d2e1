"""Rulings: what reviewers decided on disputes."""
