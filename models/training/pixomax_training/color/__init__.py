"""The colorizer: lightness in, color out."""
