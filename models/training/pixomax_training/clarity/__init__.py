"""The photo restorer: makes a whole photo clear."""
