import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a route may need of whoever calls it. */
export const Permission = z.enum(['list', 'read', 'deposit', 'decide', 'team', 'break-glass', 'erase', 'audit', 'monitor']);
export type Permission = z.infer<typeof Permission>;

const Role = z.object({
  title: z.string(),
  /** As whom documents are read: in one's own name, in that of the professional who delegates, or not at all. */
  reader: z.enum(['professional', 'delegate', 'patient', 'representative', 'none']),
  permissions: z.array(Permission),
});
export type Role = z.infer<typeof Role>;

export const RoleName = z.enum(['clinician', 'secretary', 'patient', 'representative', 'auditor', 'administrator']);
export type RoleName = z.infer<typeof RoleName>;

const read = (name: string): unknown => JSON.parse(readFileSync(`${import.meta.dirname}/vocabulary/${name}.json`, 'utf8'));

/** The roles that an account may have, as data: what each may do, and as whom it reads. */
export const ROLES: Readonly<Record<RoleName, Role>> = z.object({ roles: z.record(RoleName, Role) }).parse(read('roles')).roles;

/** Professions by their code of table G15. */
export const PROFESSION_NAMES: Readonly<Record<string, string>> = z
  .object({ professions: z.record(z.string(), z.string()) })
  .parse(read('professions')).professions;
