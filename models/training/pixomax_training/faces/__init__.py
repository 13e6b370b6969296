"""Finding faces, and making them clear."""
