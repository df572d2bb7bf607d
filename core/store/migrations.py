"""The schema, step by step, made with sqlite-utils' migrations.

Imported only when a store is fresh or older than this program: sqlite-utils takes longer to import
than a store takes to open. A new step is a function at the end, a row in STEPS and a higher MINOR
(or MAJOR, where older programs could no longer write such a store) in `version.py`.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.store.review_schema import create_review


def create_articles(db: Database) -> None:
    """Articles in order of import. `seq` is explicit: VACUUM may renumber an implicit rowid."""
    db.executescript("""
        CREATE TABLE articles (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            source TEXT NOT NULL DEFAULT '',
            language TEXT NOT NULL DEFAULT '',
            meta TEXT NOT NULL DEFAULT '{}',
            added_at TEXT NOT NULL,
            title_folded TEXT NOT NULL DEFAULT ''
        );
        CREATE INDEX articles_title ON articles (title);
        CREATE INDEX articles_listed ON articles (seq, id, title, added_at, title_folded);
        CREATE TRIGGER articles_text_stays BEFORE UPDATE OF seq, id, text, sha256 ON articles
        BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END;
    """)


def create_spans(db: Database) -> None:
    """The present: spans and the relations between them."""
    db.executescript("""
        CREATE TABLE spans (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            start INTEGER NOT NULL CHECK (start >= 0),
            "end" INTEGER NOT NULL CHECK ("end" > start),
            label TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected')),
            origin TEXT NOT NULL,
            score REAL,
            annotator TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            meta TEXT NOT NULL DEFAULT '{}',
            updated_at TEXT NOT NULL,
            surface TEXT NOT NULL
        );
        CREATE INDEX spans_article ON spans (article_id, layer, start);
        CREATE INDEX spans_surface ON spans (surface, layer);
        CREATE TABLE relations (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            head TEXT NOT NULL REFERENCES spans (id) DEFERRABLE INITIALLY DEFERRED,
            tail TEXT NOT NULL REFERENCES spans (id) DEFERRABLE INITIALLY DEFERRED,
            label TEXT NOT NULL,
            meta TEXT NOT NULL DEFAULT '{}'
        );
        CREATE INDEX relations_article ON relations (article_id, layer);
        CREATE INDEX relations_head ON relations (head);
        CREATE INDEX relations_tail ON relations (tail);
    """)


def create_history(db: Database) -> None:
    """The past, which nothing rewrites: an INSERT OR REPLACE would not fire the DELETE trigger."""
    db.executescript("""
        CREATE TABLE corrections (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            batch TEXT NOT NULL,
            at TEXT NOT NULL,
            annotator TEXT NOT NULL,
            action TEXT NOT NULL,
            span_id TEXT,
            before TEXT,
            after TEXT,
            undoes TEXT
        );
        CREATE INDEX corrections_article ON corrections (article_id, layer);
        CREATE INDEX corrections_batch ON corrections (batch);
        CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
        BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
        CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections
        BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END;
        CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections
        WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id OR seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'corrections are never replaced'); END;
        CREATE TABLE batches (
            id TEXT NOT NULL,
            layer TEXT NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('work', 'undo', 'redo', 'machine')),
            undoes TEXT,
            live INTEGER NOT NULL DEFAULT 1,
            PRIMARY KEY (id, layer)
        ) WITHOUT ROWID;
        CREATE INDEX batches_latest ON batches (layer, kind, seq, live);
        CREATE INDEX batches_undoes ON batches (undoes) WHERE undoes IS NOT NULL;
    """)


def create_reviews(db: Database) -> None:
    """How far each article is in each layer, with the counts that the library shows."""
    db.executescript("""
        CREATE TABLE reviews (
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            status TEXT NOT NULL DEFAULT 'todo'
                CHECK (status IN ('todo', 'in_progress', 'reviewed', 'flagged')),
            seconds REAL NOT NULL DEFAULT 0,
            updated_at TEXT NOT NULL,
            decided INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (article_id, layer)
        ) WITHOUT ROWID;
        CREATE INDEX reviews_status ON reviews (layer, status);
        CREATE TABLE labels (
            scheme TEXT NOT NULL,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            key TEXT NOT NULL DEFAULT '',
            short TEXT NOT NULL DEFAULT '',
            guideline TEXT NOT NULL DEFAULT '',
            colours TEXT NOT NULL DEFAULT '{}',
            PRIMARY KEY (scheme, name)
        ) WITHOUT ROWID;
        CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """)


def create_search(db: Database) -> None:
    """The full-text index, which reads its words from `articles` and is kept in step by triggers."""
    db.executescript("""
        CREATE VIRTUAL TABLE articles_fts USING fts5 (
            title, text, content='articles', content_rowid='seq',
            tokenize="unicode61 remove_diacritics 2", prefix='2 3'
        );
        CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
            INSERT INTO articles_fts (rowid, title, text) VALUES (NEW.seq, NEW.title, NEW.text);
        END;
        CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
            INSERT INTO articles_fts (articles_fts, rowid, title, text)
            VALUES ('delete', OLD.seq, OLD.title, OLD.text);
        END;
        CREATE TRIGGER articles_fts_update AFTER UPDATE OF title ON articles BEGIN
            INSERT INTO articles_fts (articles_fts, rowid, title, text)
            VALUES ('delete', OLD.seq, OLD.title, OLD.text);
            INSERT INTO articles_fts (rowid, title, text) VALUES (NEW.seq, NEW.title, NEW.text);
        END;
    """)


def create_conflicts(db: Database) -> None:
    """What a merge could not bring in, kept until someone decides it; and indexes for the history."""
    db.executescript("""
        CREATE TABLE conflicts (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id),
            layer TEXT NOT NULL,
            batch TEXT NOT NULL,
            at TEXT NOT NULL,
            annotator TEXT NOT NULL,
            action TEXT NOT NULL,
            span_id TEXT,
            before TEXT,
            after TEXT,
            undoes TEXT,
            reason TEXT NOT NULL DEFAULT '',
            stands_for TEXT,
            decision TEXT NOT NULL DEFAULT 'open'
                CHECK (decision IN ('open', 'same', 'ours', 'theirs'))
        );
        CREATE INDEX conflicts_batch ON conflicts (batch);
        CREATE INDEX conflicts_open ON conflicts (batch) WHERE decision = 'open';
        CREATE INDEX corrections_annotator ON corrections (annotator);
        CREATE INDEX corrections_action ON corrections (action);
        CREATE INDEX corrections_at ON corrections (at);
        CREATE INDEX spans_label ON spans (label, state);
    """)


def create_views(db: Database) -> None:
    """The common questions in one line each: plain SQL that any SQLite tool reads."""
    db.executescript("""
        CREATE VIEW progress AS
            SELECT layer,
                (SELECT count(*) FROM articles) AS articles,
                sum(status = 'reviewed') AS reviewed,
                sum(status = 'in_progress') AS in_progress,
                sum(status = 'flagged') AS flagged,
                sum(decided) AS decided, sum(total) AS spans, round(sum(seconds)) AS seconds
            FROM reviews GROUP BY layer;
        CREATE VIEW entities AS
            SELECT layer, label, surface, count(*) AS spans, count(DISTINCT article_id) AS articles,
                sum(state = 'accepted') AS accepted, sum(state = 'rejected') AS rejected
            FROM spans GROUP BY surface, layer, label;
        CREATE VIEW origins AS
            SELECT origin, label, count(*) AS spans, sum(state = 'accepted') AS accepted,
                sum(state = 'rejected') AS rejected, round(avg(score), 3) AS mean_score
            FROM spans GROUP BY origin, label;
        CREATE VIEW events AS
            SELECT corrections.seq, substr(at, 1, 10) AS day, at, annotator, action, layer, title,
                substr(articles.text, json_extract(coalesce(after, before), '$.start') + 1,
                    json_extract(coalesce(after, before), '$.end')
                    - json_extract(coalesce(after, before), '$.start')) AS surface,
                json_extract(before, '$.label') AS label_before,
                json_extract(after, '$.label') AS label_after,
                json_extract(before, '$.state') AS state_before,
                json_extract(after, '$.state') AS state_after,
                batch, span_id, article_id
            FROM corrections JOIN articles ON articles.id = corrections.article_id;
        CREATE VIEW relabels AS
            SELECT annotator, layer, json_extract(before, '$.label') AS was,
                json_extract(after, '$.label') AS is_now, count(*) AS times
            FROM corrections WHERE action = 'relabel' GROUP BY annotator, layer, was, is_now;
        CREATE VIEW days AS
            SELECT substr(at, 1, 10) AS day, annotator, count(*) AS corrections,
                count(DISTINCT batch) AS batches, count(DISTINCT article_id) AS articles
            FROM corrections WHERE action NOT IN ('propose', 'import') GROUP BY day, annotator;
    """)


def create_added_index(db: Database) -> None:
    """The strings that people added by hand, which the memory looks through for each article."""
    db.executescript("""
        CREATE INDEX spans_added ON spans (layer, surface) WHERE state = 'accepted' AND origin = 'human';
    """)


def create_memory(db: Database) -> None:
    """What the memory asks for: the newest decisions on a string and of a layer; what proposals were before
    people changed them; what they told the memory by hand.

    The partial indexes keep a string's undecided spans, however many, out of the way.
    """
    db.executescript("""
        DROP INDEX spans_added;
        CREATE INDEX spans_decided ON spans (layer, surface, updated_at) WHERE state <> 'proposed';
        CREATE INDEX spans_newest ON spans (layer, updated_at) WHERE state <> 'proposed';
        CREATE TABLE corrected (
            span_id TEXT NOT NULL PRIMARY KEY,
            layer TEXT NOT NULL,
            start INTEGER NOT NULL,
            surface TEXT NOT NULL,
            label TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX corrected_surface ON corrected (layer, surface);
        CREATE VIEW first_corrected AS
            SELECT seq, span_id, layer, json_extract(before, '$.start') AS start,
                (SELECT substr(text, json_extract(before, '$.start') + 1,
                    json_extract(before, '$.end') - json_extract(before, '$.start'))
                    FROM articles WHERE id = article_id) AS surface,
                json_extract(before, '$.label') AS label
            FROM corrections
            WHERE action IN ('relabel', 'resize') AND json_extract(before, '$.origin') <> 'human';
        INSERT OR IGNORE INTO corrected
            SELECT span_id, layer, start, surface, label FROM first_corrected ORDER BY seq;
        CREATE TRIGGER corrected_keep AFTER INSERT ON corrections
        WHEN NEW.action IN ('relabel', 'resize')
        BEGIN
            INSERT OR IGNORE INTO corrected
                SELECT span_id, layer, start, surface, label FROM first_corrected WHERE seq = NEW.seq;
        END;
        CREATE TABLE memory (
            layer TEXT NOT NULL,
            surface TEXT NOT NULL,
            pin TEXT,
            forgotten_at TEXT NOT NULL DEFAULT '',
            annotator TEXT NOT NULL DEFAULT '',
            updated_at TEXT NOT NULL,
            PRIMARY KEY (layer, surface)
        ) WITHOUT ROWID;
    """)


def create_present_index(db: Database) -> None:
    """Which articles have a span of a label, which the library and the queue ask of each article."""
    db.executescript("""
        CREATE INDEX spans_present ON spans (layer, label, article_id) WHERE state <> 'rejected';
    """)


STEPS = (
    create_articles,
    create_spans,
    create_history,
    create_reviews,
    create_search,
    create_conflicts,
    create_views,
    create_added_index,
    create_memory,
    create_review,
    create_present_index,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the schema to its newest step, inside the transaction that the caller has begun."""
    migrations = Migrations("rubricator")
    for step in STEPS:
        migrations()(step)
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
