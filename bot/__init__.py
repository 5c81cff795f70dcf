"""The running product: NLU components, the embedded Rasa agent, web routes, stores, commands."""
