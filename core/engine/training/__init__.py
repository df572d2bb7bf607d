"""Training the shipped model from the data folder: `python -m core.engine.training`."""
