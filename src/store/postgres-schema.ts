const PARTITIONS = 16;

/** Rows go to a partition by their dossier; ciphertext does not compress, so it is kept out of line as it is. */
function partitions(table: string, sealed: readonly string[] = []): string {
  return Array.from({ length: PARTITIONS }, (_, i) => {
    const name = `frise.${table}_${String(i).padStart(2, '0')}`;
    const storage = sealed.map((column) => `ALTER TABLE ${name} ALTER COLUMN ${column} SET STORAGE EXTERNAL;`).join(' ');
    return `CREATE TABLE ${name} PARTITION OF frise.${table} FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${i}); ${storage}`;
  }).join('\n');
}

/**
 * Forward only: a released entry is never edited, a new one is added. `dossier_id` is a keyed hash of the identifier, first in every
 * primary key of what belongs to a dossier, so that the same tables may be distributed by it (Citus). Nothing is in clear but kinds,
 * sizes, counts and moments.
 */
export const POSTGRES_MIGRATIONS = [
  `CREATE TABLE frise.dossier (
     dossier_id bytea PRIMARY KEY,
     folder text NOT NULL,
     label bytea NOT NULL,
     ins_hash bytea,
     patient bytea,
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     revision bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint,
     erasing boolean NOT NULL DEFAULT false,
     held boolean NOT NULL DEFAULT false,
     interrupted integer NOT NULL DEFAULT 0
   ) PARTITION BY HASH (dossier_id);
   ${partitions('dossier')}
   CREATE INDEX dossier_ins ON frise.dossier (ins_hash);
   CREATE INDEX dossier_folder ON frise.dossier (folder);
   CREATE INDEX dossier_erasing ON frise.dossier (dossier_id) WHERE erasing;
   CREATE SEQUENCE frise.source_seq AS bigint;
   CREATE TABLE frise.source (
     dossier_id bytea NOT NULL REFERENCES frise.dossier (dossier_id) ON DELETE CASCADE,
     source_hash bytea NOT NULL,
     seq bigint NOT NULL,
     details bytea NOT NULL,
     deposited_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (dossier_id, source_hash)
   ) PARTITION BY HASH (dossier_id);
   ${partitions('source')}
   CREATE TABLE frise.record (
     dossier_id bytea NOT NULL REFERENCES frise.dossier (dossier_id) ON DELETE CASCADE,
     kind text NOT NULL,
     key_hash bytea NOT NULL,
     label bytea NOT NULL,
     value bytea NOT NULL,
     PRIMARY KEY (dossier_id, kind, key_hash)
   ) PARTITION BY HASH (dossier_id);
   ${partitions('record', ['value'])}
   CREATE TABLE frise.service (
     kind text NOT NULL,
     key_hash bytea NOT NULL,
     label bytea NOT NULL,
     value bytea NOT NULL,
     PRIMARY KEY (kind, key_hash)
   );
   CREATE TABLE frise.service_key (use text PRIMARY KEY, wrapped bytea NOT NULL);
   CREATE SCHEMA frise_audit;
   CREATE TABLE frise_audit.line (seq bigint PRIMARY KEY, body bytea NOT NULL, mark text NOT NULL);`,
  `CREATE TABLE frise.work (
     dossier_id bytea NOT NULL REFERENCES frise.dossier (dossier_id) ON DELETE CASCADE,
     requested bigint NOT NULL DEFAULT 1,
     started bigint NOT NULL DEFAULT 0,
     finished bigint NOT NULL DEFAULT 0,
     attempts integer NOT NULL DEFAULT 0,
     failures integer NOT NULL DEFAULT 0,
     given_up boolean NOT NULL DEFAULT false,
     worker text,
     stage text,
     done integer NOT NULL DEFAULT 0,
     total integer NOT NULL DEFAULT 0,
     pages integer NOT NULL DEFAULT 0,
     code text,
     rules text,
     updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (dossier_id)
   ) PARTITION BY HASH (dossier_id);
   ${partitions('work')}
   CREATE INDEX work_pending ON frise.work (updated_at) WHERE requested > finished AND NOT given_up;`,
] as const;

/** Asks that a dossier be read (parameter: its pseudonym); what was given up is tried anew. */
export const WORK_REQUEST = `INSERT INTO frise.work (dossier_id) VALUES ($1) ON CONFLICT (dossier_id) DO UPDATE
  SET requested = work.requested + 1, attempts = 0, failures = 0, given_up = false, updated_at = clock_timestamp()`;
