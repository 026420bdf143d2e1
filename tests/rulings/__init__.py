"""Rulings on a small vocabulary about coffee."""
