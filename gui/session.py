"""The open store and the open article: the only door from the window to core's services."""
