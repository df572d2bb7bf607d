"""How far layers agree: measures, each with its definition, what it does not say, and its interval."""
