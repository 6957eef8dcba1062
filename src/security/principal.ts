import { personKey } from './person-id.js';
import { ROLES, type Permission, type Role, type RoleName } from './roles.js';

/** Whoever makes a request, once it is known. */
export interface Principal {
  /** Stable; of a professional, the national identifier where it is known. */
  readonly id: string;
  readonly name?: string;
  readonly reader: Role['reader'];
  readonly permissions: readonly Permission[];
  /** G15 code. Of a delegate, that of the professional who delegates. */
  readonly profession?: string;
  /** Savoir-faire, as the identity provider codes it. */
  readonly specialty?: string;
  /** Named by the site itself (account, key, structure), and not by an identity provider alone. */
  readonly ofSite: boolean;
  /** The key of the software that asks in this name. */
  readonly via?: string;
  /** The professional who delegates. */
  readonly onBehalfOf?: string;
  /** A patient's own dossier, or that of the person represented. */
  readonly dossier?: string;
}

/** Whoever sits at the machine, where there are no accounts. */
export const LOCAL_PRINCIPAL = 'local';
export type Requester = Principal | typeof LOCAL_PRINCIPAL;

/** A principal with what its role grants. */
export function principalOf(role: RoleName, person: Omit<Principal, 'reader' | 'permissions'>): Principal {
  const { reader, permissions } = ROLES[role];
  return { ...person, reader, permissions };
}

/** Reading lists is part of reading. */
export function isPermitted(requester: Requester, needed: Permission): boolean {
  if (requester === LOCAL_PRINCIPAL) return true;
  const { permissions } = requester;
  return permissions.includes(needed) || (needed === 'list' && permissions.includes('read'));
}

/** In whose place documents are read and care teams looked up. */
export function readerIdOf({ id, onBehalfOf }: Principal): string {
  return personKey(onBehalfOf ?? id);
}
