"""What the engines were taught, kept as tables."""
