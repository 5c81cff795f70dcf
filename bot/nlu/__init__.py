"""Rasa graph components: facts are read by rules, acts are classified, the two are reconciled."""
