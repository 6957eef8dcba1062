import type { AccessState } from '../domain/document.js';
import { LOCAL, type Access } from './access.js';
import type { BrokenGlass, CareTeams } from './care-team.js';
import { readFilter, type Habilitation, type Reader } from './habilitation.js';
import { isPermitted, LOCAL_PRINCIPAL, readerIdOf, type Principal, type Requester } from './principal.js';

/** Whose patients a site's dossiers are: of all whom the site names, or of each dossier's own team. */
export type CareTeamRule = 'site' | 'dossier';

/** Documents out of the current list, asked for. */
export type AlsoShow = readonly Extract<AccessState, 'archived' | 'deprecated'>[];

/** What one person is to one dossier. */
export interface DossierAccess extends Access {
  /** While an emergency keeps the dossier open to them. */
  readonly glass?: BrokenGlass;
}

/**
 * Says what a person may do with a dossier: the one place where roles, care teams, the table of professions and emergencies meet.
 * Deny by default. An emergency opens the dossier, with what the person's profession may read: what the patient masked stays masked.
 */
export class AccessControl {
  readonly teams: CareTeams;
  readonly #table: Habilitation;
  readonly #rule: CareTeamRule;

  constructor(teams: CareTeams, table: Habilitation, rule: CareTeamRule) {
    this.teams = teams;
    this.#table = table;
    this.#rule = rule;
  }

  async accessTo(requester: Requester, dossierId: string, alsoShow: AlsoShow = []): Promise<DossierAccess> {
    if (requester === LOCAL_PRINCIPAL) return LOCAL;
    const who = accessOf(requester);
    if (requester.reader === 'none') return { ...who, may: () => false };
    if (requester.reader === 'patient' || requester.reader === 'representative')
      return requester.dossier === dossierId
        ? { ...who, may: readFilter(this.#table, { id: requester.id, kind: requester.reader, alsoShow }) }
        : outside(who);
    // Every question is asked whatever the answers: how long it takes says nothing of them.
    const [standing, glass] = await Promise.all([
      this.teams.standing(dossierId, readerIdOf(requester)),
      this.teams.glassOf(dossierId, requester.id),
    ]);
    const ofTeam = standing !== undefined || (this.#rule === 'site' && requester.ofSite);
    if (!ofTeam && glass === undefined) return outside(who);
    const may = readFilter(this.#table, readerOf(requester, standing === 'attending', alsoShow));
    return ofTeam || glass === undefined ? { ...who, may } : { ...who, may, reason: glass.reason, glass };
  }

  /** The same answer as `accessTo`, with no more questions than it takes: for lists, where each dossier is asked about. */
  async isAdmitted(requester: Requester, dossierId: string): Promise<boolean> {
    if (requester === LOCAL_PRINCIPAL || requester.reader === 'none') return true;
    if (requester.reader === 'patient' || requester.reader === 'representative') return requester.dossier === dossierId;
    if (this.#rule === 'site' && requester.ofSite) return true;
    if ((await this.teams.standing(dossierId, readerIdOf(requester))) !== undefined) return true;
    return (await this.teams.glassOf(dossierId, requester.id)) !== undefined;
  }

  /** May this person open what is none of theirs in an emergency? Whom the site does not know may not. */
  mayBreakGlass(requester: Requester): boolean {
    return requester !== LOCAL_PRINCIPAL && requester.ofSite && isPermitted(requester, 'break-glass');
  }
}

/** Under whose name, before anything is said of a dossier. */
export function accessOf(requester: Requester): Access {
  if (requester === LOCAL_PRINCIPAL) return LOCAL;
  const { id, name, via, onBehalfOf } = requester;
  return {
    actor: id,
    ...(name === undefined ? {} : { name }),
    ...(via === undefined ? {} : { via }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  };
}

const outside = (who: Access): Access => ({ ...who, may: () => false, outside: true });

function readerOf(principal: Principal, attending: boolean, alsoShow: AlsoShow): Reader {
  const { profession } = principal;
  return {
    id: readerIdOf(principal),
    kind: 'professional',
    attending,
    alsoShow,
    decides: isPermitted(principal, 'decide'),
    ...(profession === undefined ? {} : { profession }),
  };
}
