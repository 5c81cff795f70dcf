"""The channels, spoken to over HTTP as their own servers and clients speak."""
