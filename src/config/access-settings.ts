import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../errors.js';

const Minutes = z.coerce.number().int().min(1);
const List = z
  .string()
  .transform((value) => value.split(',').map((each) => each.trim()))
  .pipe(z.array(z.string().min(1)));

const Environment = z.object({
  /** The address by which the site's browsers reach the server; needed to listen beyond this machine, over https alone. */
  FRISE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Addresses of the reverse proxies whose X-Forwarded headers are believed. */
  FRISE_TRUSTED_PROXIES: List.optional(),
  /** PEM files, where the server speaks TLS itself. */
  FRISE_TLS_CERT: z.string().min(1).optional(),
  FRISE_TLS_KEY: z.string().min(1).optional(),
  /** The site's table of professions and document types. */
  FRISE_HABILITATION: z.string().min(1).optional(),
  /** `site`: whom the site names takes care of every patient; `dossier`: each dossier has its own team. */
  FRISE_CARE_TEAM: z.enum(['site', 'dossier']).default('site'),
  FRISE_SESSION_IDLE_MINUTES: Minutes.default(20),
  FRISE_SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(12),
  /** Days for which the audit is kept; for ever where absent. */
  FRISE_AUDIT_DAYS: z.coerce.number().int().min(1).optional(),
  FRISE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  FRISE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  FRISE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  FRISE_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  FRISE_OIDC_SCOPE: z.string().min(1).default('openid scope_all'),
  /** Empty where the provider knows no level of authentication. */
  FRISE_OIDC_ACR_VALUES: z.string().default('eidas1'),
  /** SIRET, FINESS or other numbers of the site: whoever practises there is of the site. */
  FRISE_OIDC_STRUCTURES: List.optional(),
});

export interface AccessSettings {
  readonly publicUrl: URL | undefined;
  readonly proxies: readonly string[] | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly habilitation: string | undefined;
  readonly careTeam: 'site' | 'dossier';
  readonly idleMs: number;
  readonly longestMs: number;
  readonly auditDays: number | undefined;
  readonly oidc:
    | {
        readonly issuer: URL;
        readonly clientId: string;
        readonly clientSecret: string;
        readonly scope: string;
        readonly acrValues: string | undefined;
        readonly structures: readonly string[];
      }
    | undefined;
}

/** Who may reach the server and how they are known. Throws FRS-IN-011 naming the variable that does not hold. */
export function readAccessSettings(environment: Readonly<Record<string, string | undefined>>): AccessSettings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw refused(parsed.error.issues.map((issue) => issue.path[0]).join(', '));
  const settings = parsed.data;
  const { FRISE_TLS_CERT: cert, FRISE_TLS_KEY: key, FRISE_PUBLIC_URL: url } = settings;
  if ((cert === undefined) !== (key === undefined)) throw refused('FRISE_TLS_CERT, FRISE_TLS_KEY');
  return {
    publicUrl: url === undefined ? undefined : new URL(url),
    proxies: settings.FRISE_TRUSTED_PROXIES,
    tls: cert === undefined || key === undefined ? undefined : { cert: fileOf(cert, 'FRISE_TLS_CERT'), key: fileOf(key, 'FRISE_TLS_KEY') },
    habilitation: settings.FRISE_HABILITATION,
    careTeam: settings.FRISE_CARE_TEAM,
    idleMs: settings.FRISE_SESSION_IDLE_MINUTES * 60_000,
    longestMs: settings.FRISE_SESSION_HOURS * 3_600_000,
    auditDays: settings.FRISE_AUDIT_DAYS,
    oidc: oidcOf(settings),
  };
}

function oidcOf(settings: z.infer<typeof Environment>): AccessSettings['oidc'] {
  const { FRISE_OIDC_ISSUER: issuer, FRISE_OIDC_CLIENT_ID: clientId, FRISE_OIDC_CLIENT_SECRET_FILE: file } = settings;
  if (issuer === undefined) return undefined;
  if (settings.FRISE_PUBLIC_URL === undefined) throw refused('FRISE_PUBLIC_URL');
  if (clientId === undefined) throw refused('FRISE_OIDC_CLIENT_ID');
  const clientSecret = settings.FRISE_OIDC_CLIENT_SECRET ?? (file && fileOf(file, 'FRISE_OIDC_CLIENT_SECRET_FILE').trim());
  if (clientSecret === undefined || clientSecret === '') throw refused('FRISE_OIDC_CLIENT_SECRET');
  const at = new URL(issuer);
  // Tokens and identities in clear are for a provider on this very machine.
  if (at.protocol === 'http:' && !isLoopback(at.hostname)) throw refused('FRISE_OIDC_ISSUER');
  return {
    issuer: at,
    clientId,
    clientSecret,
    scope: settings.FRISE_OIDC_SCOPE,
    acrValues: settings.FRISE_OIDC_ACR_VALUES === '' ? undefined : settings.FRISE_OIDC_ACR_VALUES,
    structures: settings.FRISE_OIDC_STRUCTURES ?? [],
  };
}

const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host);

/**
 * May the server listen there? To its own machine always; beyond, where people must say who they are (`closed`) and what they say
 * travels over TLS: the server's own, or that of a proxy before it. Throws FRS-IN-011 naming what is missing.
 */
export function checkExposure(host: string, { publicUrl }: Pick<AccessSettings, 'publicUrl'>, closed: boolean): void {
  if (isLoopback(host)) return;
  if (!closed) throw refused('FRISE_HOST : créez d’abord un compte, « frise accounts add »');
  if (publicUrl?.protocol !== 'https:') throw refused('FRISE_PUBLIC_URL : une adresse https');
}

function fileOf(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('FRS-IN-011', { detail: variable, cause });
  }
}

const refused = (detail: string): AppError => new AppError('FRS-IN-011', { detail });
