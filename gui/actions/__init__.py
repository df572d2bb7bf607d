"""The one table of all commands, in parts by subject."""
