import type { z } from 'zod';
import type { OpenedInEmergency, SessionView, TeamView } from '../../access/access-schemas.js';

export type Session = z.infer<typeof SessionView>;
export type Team = z.infer<typeof TeamView>;

const BASE = 'api/v1';
/** Told to whoever shows the page when the server no longer knows who is there. */
export const SIGNED_OUT = 'frise-signed-out';
/** Where the page was before it went to the identity provider; gone with the tab. */
const BACK = 'frise-back';

let session: Session = { signInRequired: false, ways: [], prose: false };

/** A language model may tell the points to remember here. */
export const canTellProse = (): boolean => session.prose;

/** What proves that a change comes from this page; nothing where nobody has to sign in. */
export const proofOfOrigin = (): Record<string, string> => (session.csrf === undefined ? {} : { 'csrf-token': session.csrf });

async function said<T>(response: Response): Promise<T> {
  const body = (await response.json()) as { title?: string; remedy?: string };
  if (!response.ok) throw new Error(`${body.title ?? 'Erreur.'} ${body.remedy ?? ''}`.trim());
  return body as T;
}

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...proofOfOrigin() },
  body: JSON.stringify(body),
});

export async function whoIsThere(): Promise<Session> {
  session = await said<Session>(await fetch(`${BASE}/session`));
  return session;
}

/** Throws with the server's words where the login or the password is wrong, or too often wrong. */
export async function signIn(login: string, password: string): Promise<Session> {
  const response = await fetch(`${BASE}/session`, json({ login, password }));
  if (response.status === 401) throw new Error('Identifiant ou mot de passe incorrect, ou compte bloqué après plusieurs essais.');
  session = await said<Session>(response);
  return session;
}

export async function signOut(): Promise<void> {
  await fetch(`${BASE}/session`, { method: 'DELETE', headers: proofOfOrigin() });
  dispatchEvent(new Event(SIGNED_OUT));
}

export function goToProvider(): void {
  sessionStorage.setItem(BACK, location.search);
  location.assign(`${BASE}/session/oidc`);
}

/** Back from the provider: the page opens where it was. */
export function comeBack(): void {
  const search = sessionStorage.getItem(BACK);
  sessionStorage.removeItem(BACK);
  if (search !== null && search !== '' && location.search === '') history.replaceState(null, '', search);
}

const at = (dossierId: string, what: string): string => `${BASE}/dossiers/${encodeURIComponent(dossierId)}/${what}`;

/** Undefined where there is nothing to say: nobody signs in here, or the reader is not told. */
export async function teamOf(dossierId: string): Promise<Team | undefined> {
  if (session.user?.permissions.includes('read') !== true) return undefined;
  const response = await fetch(at(dossierId, 'team'));
  return response.ok ? ((await response.json()) as Team) : undefined;
}

export const mayOpenInEmergency = (): boolean => session.user?.permissions.includes('break-glass') === true;

export async function openInEmergency(dossierId: string, reason: string): Promise<void> {
  await said(await fetch(at(dossierId, 'emergency'), json({ reason })));
}

/** Throws with the server's words where no patient bears the number. */
export async function openInEmergencyByIns(ins: string, reason: string): Promise<string> {
  const { dossierId } = await said<z.infer<typeof OpenedInEmergency>>(await fetch(`${BASE}/emergency`, json({ ins, reason })));
  return dossierId;
}
