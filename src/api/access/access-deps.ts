import type { CareTeamRule } from '../../security/access-control.js';
import type { Accounts } from '../../security/accounts.js';
import type { ApiKeys } from '../../security/api-keys.js';
import type { AuditLog } from '../../security/audit-log.js';
import type { Gate } from '../../security/gate.js';
import type { Habilitation } from '../../security/habilitation.js';
import type { IdentityProvider } from '../../security/identity-provider.js';
import type { ServiceStore } from '../../store/service-store.js';

/** What the server needs to know people; without it, it serves its own machine alone. */
export interface AccessDeps {
  readonly gate: Gate;
  readonly accounts: Accounts;
  readonly apiKeys: ApiKeys;
  /** Where open sessions are kept. */
  readonly services: ServiceStore;
  /** Signs cookies; 32 characters at least. */
  readonly secret: string;
  readonly habilitation: Habilitation;
  readonly careTeam: CareTeamRule;
  readonly audit: Pick<AuditLog, 'record' | 'entries' | 'purge'>;
  readonly clock: () => Date;
  /** Milliseconds without a request, and in all, after which a session ends. */
  readonly idleMs: number;
  readonly longestMs: number;
  /** Where browsers reach the server, where that is not this machine. */
  readonly publicUrl?: URL;
  /** Addresses whose word on the caller's address and scheme is taken; none where absent. */
  readonly proxies?: readonly string[];
  readonly oidc?: {
    readonly provider: IdentityProvider;
    /** SIRET, FINESS or other numbers of the site. */
    readonly structures: readonly string[];
  };
}
