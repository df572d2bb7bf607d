"""The desktop window. It decides nothing that core could."""
