"""Unit tests: `python -m unittest discover tests` from models/training. The smoke run runs them first."""
