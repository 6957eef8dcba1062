/** One line of the audit as it is kept: a text nobody rewrites, and the mark that binds it to all the lines before. */
export interface AuditRow {
  /** From 1, without a gap. */
  readonly seq: number;
  readonly body: string;
  /** Hexadecimal. */
  readonly mark: string;
}

/** A place to append lines to, kept apart from the dossiers. */
export interface AuditStore {
  /** Makes the next line from the last one under the writers' lock, and keeps it durably. */
  append(make: (last: AuditRow | undefined) => AuditRow): Promise<AuditRow>;
  /** In order of `seq`. */
  rows(): AsyncIterable<AuditRow>;
  /** The other way round, from the line before `seq`, or from the last one. */
  rowsBack(before?: number): AsyncIterable<AuditRow>;
  /** Puts this row in the place of all those up to its `seq`, in one transaction: what an owner no longer keeps. */
  cut(row: AuditRow): Promise<void>;
  close(): Promise<void>;
}
