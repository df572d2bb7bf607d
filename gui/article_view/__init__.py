"""The article with its highlights: geometry, painting, hit testing, gestures."""
