"""Training the shipped model from the data folder: `python -m core.engine.training --data DIR --base BASE --out DIR`."""
