"""What needs store and values together: the queue."""
