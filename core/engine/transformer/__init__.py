"""A small transformer that labels words, run by onnxruntime: text to words, chunks, tags, scored spans."""
