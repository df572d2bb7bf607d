"""The tables of reviewing: what people said about findings, articles, names and samples; counts of names."""

from sqlite_utils import Database


def create_review(db: Database) -> None:
    """Waivers, assignments, aliases and samples; `spellings` and `entity_counts` can be made anew."""
    db.executescript("""
        CREATE TABLE waivers (
            finding TEXT NOT NULL PRIMARY KEY,
            "check" TEXT NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            note TEXT NOT NULL,
            annotator TEXT NOT NULL,
            at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE assignments (
            article_id TEXT NOT NULL REFERENCES articles (id),
            annotator TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (article_id, annotator)
        ) WITHOUT ROWID;
        CREATE TABLE samples (
            id TEXT NOT NULL PRIMARY KEY,
            layer TEXT NOT NULL,
            seed INTEGER NOT NULL,
            population TEXT NOT NULL,
            annotator TEXT NOT NULL,
            at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE sampled (
            sample TEXT NOT NULL REFERENCES samples (id),
            position INTEGER NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id),
            span_id TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            label TEXT NOT NULL,
            verdict TEXT CHECK (verdict IN ('right', 'wrong')),
            annotator TEXT NOT NULL DEFAULT '',
            at TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (sample, position)
        ) WITHOUT ROWID;
        CREATE TABLE aliases (
            name TEXT NOT NULL PRIMARY KEY,
            entity TEXT NOT NULL,
            annotator TEXT NOT NULL,
            at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE spellings (
            surface TEXT NOT NULL PRIMARY KEY,
            entity TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX spellings_entity ON spellings (entity);
        CREATE TABLE entity_counts (
            layer TEXT NOT NULL,
            entity TEXT NOT NULL,
            spans INTEGER NOT NULL,
            articles INTEGER NOT NULL,
            labels TEXT NOT NULL,
            conflict INTEGER NOT NULL,
            PRIMARY KEY (layer, entity)
        ) WITHOUT ROWID;
        CREATE INDEX entity_counts_frequent ON entity_counts (layer, spans DESC, entity);
        CREATE INDEX entity_counts_conflict ON entity_counts (layer, spans DESC, entity) WHERE conflict;
    """)
