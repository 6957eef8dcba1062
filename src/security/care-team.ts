import { z } from 'zod';
import { AppError } from '../errors.js';
import type { DossierStore } from '../store/dossier-store.js';
import { personKey } from './person-id.js';

export const Standing = z.enum(['attending', 'member']);
export type Standing = z.infer<typeof Standing>;

/** One who takes care of the patient; `attending` is the médecin traitant, of whom there is one. */
export const TeamMember = z.object({
  id: z.string(),
  name: z.string().optional(),
  standing: Standing,
  /** Who said so, and when (ISO 8601). */
  by: z.string(),
  at: z.string(),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** A dossier opened outside its care team, for a time. */
export const BrokenGlass = z.object({
  id: z.string(),
  name: z.string().optional(),
  reason: z.string(),
  /** ISO 8601. */
  at: z.string(),
  until: z.string(),
});
export type BrokenGlass = z.infer<typeof BrokenGlass>;

/** How long an emergency opens a dossier, and how long its team is told of it, milliseconds. */
const GLASS_MS = 60 * 60_000;
const TOLD_MS = 30 * 86_400_000;

/** Who takes care of whom, and who came in otherwise: kept with each dossier, under its key, and erased with it. */
export class CareTeams {
  readonly #store: DossierStore;
  readonly #now: () => Date;

  constructor(store: DossierStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Undefined where the person is not of the team, or where there is no such dossier. */
  async standing(dossierId: string, personId: string): Promise<Standing | undefined> {
    const member = await this.#store.getRecord(dossierId, 'team', personKey(personId)).catch(nothing);
    return member && TeamMember.parse(JSON.parse(Buffer.from(member.value).toString())).standing;
  }

  /** Throws FRS-IN-012 where there is no such dossier. */
  async members(dossierId: string): Promise<TeamMember[]> {
    return (await this.#store.listRecords(dossierId, 'team')).map(({ value }) =>
      TeamMember.parse(JSON.parse(Buffer.from(value).toString())),
    );
  }

  /** A new médecin traitant takes the place of the one before, who stays in the team. */
  async set(dossierId: string, member: TeamMember): Promise<void> {
    const key = personKey(member.id);
    const before = member.standing === 'attending' ? (await this.members(dossierId)).filter((one) => one.standing === 'attending') : [];
    const changed = [...before.filter(({ id }) => personKey(id) !== key).map((one) => ({ ...one, standing: 'member' as const })), member];
    await this.#store.writeRecords(dossierId, {
      put: changed.map((one) => ({
        kind: 'team' as const,
        key: personKey(one.id),
        stamp: one.standing,
        value: Buffer.from(JSON.stringify(one)),
      })),
    });
  }

  async remove(dossierId: string, personId: string): Promise<void> {
    await this.#store.removeRecord(dossierId, 'team', personKey(personId));
  }

  /** Opens the dossier for an hour. Where there is none, nothing happens, and nothing says so. */
  async breakGlass(dossierId: string, person: Pick<BrokenGlass, 'id' | 'name' | 'reason'>): Promise<BrokenGlass> {
    const now = this.#now();
    const glass: BrokenGlass = { ...person, at: now.toISOString(), until: new Date(now.getTime() + GLASS_MS).toISOString() };
    if ((await this.#store.findDossier(dossierId)) !== undefined)
      await this.#store.putRecord(dossierId, 'break-glass', {
        key: `${glass.at} ${personKey(person.id)}`,
        stamp: glass.until,
        value: Buffer.from(JSON.stringify(glass)),
      });
    return glass;
  }

  /** What this person said to open the dossier, while it holds. */
  async glassOf(dossierId: string, personId: string): Promise<BrokenGlass | undefined> {
    const now = this.#now().toISOString();
    const open = ((await this.#store.listStamps(dossierId, 'break-glass').catch(nothing)) ?? []).filter(
      // Not before it was broken either: a clock that was set back opens nothing again.
      ({ key, stamp }) => stamp > now && key.slice(0, key.indexOf(' ')) <= now && key.slice(key.indexOf(' ') + 1) === personKey(personId),
    );
    const last = open.at(-1) && (await this.#store.getRecord(dossierId, 'break-glass', open.at(-1)!.key));
    return last && BrokenGlass.parse(JSON.parse(Buffer.from(last.value).toString()));
  }

  /** Of the last thirty days, the latest first: what the team is to be told. */
  async broken(dossierId: string): Promise<BrokenGlass[]> {
    const since = new Date(this.#now().getTime() - TOLD_MS).toISOString();
    return (await this.#store.listRecords(dossierId, 'break-glass'))
      .map(({ value }) => BrokenGlass.parse(JSON.parse(Buffer.from(value).toString())))
      .filter(({ at }) => at > since)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }
}

/** Where there is no such dossier, some stores answer with nothing and others refuse. */
function nothing(error: unknown): undefined {
  if (!(error instanceof AppError && error.code === 'FRS-IN-012')) throw error;
}
