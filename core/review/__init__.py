"""What needs store and values together: from corrected spans to a dataset that can be signed."""
