"""Why given claims do or do not disagree, step by step."""
