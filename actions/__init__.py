"""Rasa custom actions: the eligibility logic, fact gathering and answers."""
