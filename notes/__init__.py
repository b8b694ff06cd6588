"""A note in, an interaction draft out: pure, offline."""
