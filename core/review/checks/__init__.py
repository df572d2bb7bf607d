"""The consistency checks, one file each: `check(article, corpus)` yields findings."""
