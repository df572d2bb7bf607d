"""Training the small transformer of the engine news: `python -m core.engine.training.transformer`."""
