"""What opens above the window when asked for."""
