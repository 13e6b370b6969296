"""Smart Damage Repair: finds scratches, dust and stains, and what was below them."""
