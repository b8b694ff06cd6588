"""What doubts weigh, kept as a table."""
