/** The file of the embedded log. ITS COLUMNS ARE A STORAGE CONTRACT: a change is a new version with a migration. */

/** `PRAGMA application_id`: "A33L". */
export const APPLICATION_ID = 0x41_33_33_4c;
/** `PRAGMA user_version`. */
export const SCHEMA_VERSION = 1;

/**
 * Names are kept once and rows refer to them by number, which halves the indexes. `seq`, `commitment` and `leaf` are null for what is not
 * sealed. Ids are random: eight of their characters tell them apart nearly always, and an index of those is a third as large, so that an append touches
 * fewer of its pages. The triggers are hygiene against slips of the hand, not evidence: that is the Merkle log.
 */
export const SCHEMA = `
CREATE TABLE log (
  id TEXT NOT NULL
) STRICT;

CREATE TABLE streams (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE organisations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  frontier BLOB NOT NULL
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  organisation INTEGER NOT NULL REFERENCES organisations,
  recorded_at TEXT NOT NULL,
  data TEXT NOT NULL,
  metadata TEXT NOT NULL,
  seq INTEGER,
  commitment BLOB,
  leaf BLOB,
  CHECK ((seq IS NULL) = (leaf IS NULL) AND (seq IS NULL) = (commitment IS NULL))
) STRICT;

CREATE UNIQUE INDEX events_by_revision ON events (stream, revision);
CREATE INDEX events_by_id ON events (stream, substr(id, 1, 8));
CREATE UNIQUE INDEX events_by_seq ON events (organisation, seq) WHERE seq IS NOT NULL;

CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log keeps its id'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log keeps its id'); END;
CREATE TRIGGER streams_are_kept BEFORE DELETE ON streams BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;
CREATE TRIGGER streams_are_fixed BEFORE UPDATE ON streams BEGIN SELECT RAISE(ABORT, 'streams are never changed'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_are_fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER organisations_are_kept BEFORE DELETE ON organisations
  BEGIN SELECT RAISE(ABORT, 'organisations are never deleted'); END;
CREATE TRIGGER organisations_only_grow BEFORE UPDATE ON organisations
  WHEN NEW.size <= OLD.size OR NEW.key <> OLD.key OR NEW.id <> OLD.id
  BEGIN SELECT RAISE(ABORT, 'a Merkle log only grows'); END;
`;
