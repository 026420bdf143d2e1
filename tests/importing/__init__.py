"""Tests of claimbook.importing and the verb import."""
