"""The only place with SQL: articles, spans, the history of corrections, search, integrity, backup."""
