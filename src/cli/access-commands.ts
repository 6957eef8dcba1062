import type { Command } from 'commander';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { DOCUMENT_TYPES } from '../extract/metadata/vocabulary/document-types.js';
import { LOCAL } from '../security/access.js';
import { Accounts, type AccountAsked, type AccountView } from '../security/accounts.js';
import { ApiKeys, type ApiKeyView } from '../security/api-keys.js';
import type { AuditEntry } from '../security/audit-entry.js';
import { CareTeams, type TeamMember } from '../security/care-team.js';
import { HashWasmPasswordHasher } from '../security/hash-wasm-password-hasher.js';
import { Permission, PROFESSION_NAMES, RoleName, ROLES } from '../security/roles.js';
import { withAudit } from './storage-commands.js';
import type { CliTexts } from './texts.js';

const clock = (): Date => new Date();
const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface AccountOptions {
  readonly name: string;
  readonly role: string;
  readonly profession?: string;
  readonly rpps?: string;
  readonly delegateOf?: string;
  readonly dossier?: string;
}

/** `frise accounts|api-keys|habilitation`: who may come in, and what they may read. */
export function addAccessCommands(program: Command, texts: CliTexts, readConfig: () => Config): void {
  const withAccounts = (action: (accounts: Accounts) => unknown, changes: boolean): Promise<void> =>
    withAudit(readConfig(), async (log, services) => {
      await action(new Accounts(services, new HashWasmPasswordHasher(), clock));
      if (changes) await log.record({ at: clock().toISOString(), actor: LOCAL.actor, action: 'set-account', outcome: 'done' });
    });
  const accounts = program.command('accounts').description(texts.accounts);
  accounts
    .command('add')
    .description(texts.accountsAdd)
    .argument('<login>', texts.login)
    .requiredOption('--name <name>', texts.accountName)
    .option('--role <role>', texts.accountRole, 'clinician')
    .option('--profession <code>', texts.profession)
    .option('--rpps <id>', texts.professionalId)
    .option('--delegate-of <login>', texts.delegateOf)
    .option('--dossier <id>', texts.patientDossier)
    .action((login: string, options: AccountOptions) =>
      withAccounts(async (list) => list.set(asked(login, options), await readPassword()), true),
    );
  accounts
    .command('list')
    .description(texts.accountsList)
    .action(() => withAccounts(async (list) => (await list.list()).forEach((account) => print(accountLine(account))), false));
  const on = (name: string, text: string, action: (list: Accounts, login: string) => Promise<void>): Command =>
    accounts
      .command(name)
      .description(text)
      .argument('<login>', texts.login)
      .action((login: string) => withAccounts((list) => action(list, login), true));
  on('disable', texts.accountsDisable, (list, login) => list.disable(login));
  on('enable', texts.accountsEnable, (list, login) => list.disable(login, false));
  on('remove', texts.accountsRemove, (list, login) => list.remove(login));

  const withKeys = (action: (keys: ApiKeys) => unknown, changes: boolean): Promise<void> =>
    withAudit(readConfig(), async (log, services) => {
      await action(new ApiKeys(services, clock));
      if (changes) await log.record({ at: clock().toISOString(), actor: LOCAL.actor, action: 'set-key', outcome: 'done' });
    });
  const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];
  const keys = program.command('api-keys').description(texts.apiKeys);
  keys
    .command('add')
    .description(texts.apiKeysAdd)
    .requiredOption('--label <name>', texts.keyLabel)
    .requiredOption('--for <professional>', texts.keyFor, collect, [])
    .option('--scopes <list>', texts.keyScopes, 'read,deposit')
    .option('--days <number>', texts.keyDays, '365')
    .action(({ label, scopes, days, for: actsFor }: { label: string; scopes: string; days: string; for: readonly string[] }) =>
      withKeys(async (list) => {
        const parsed = Permission.array().safeParse(scopes.split(',').map((scope) => scope.trim()));
        if (!parsed.success) throw new AppError('FRS-IN-011', { detail: '--scopes' });
        const { key } = await list.issue({ label, scopes: parsed.data, actsFor: actsFor.map(professionalOf), days: Number(days) });
        print(key);
      }, true),
    );
  keys
    .command('list')
    .description(texts.apiKeysList)
    .action(() => withKeys(async (list) => (await list.list()).forEach((key) => print(keyLine(key))), false));
  keys
    .command('revoke')
    .description(texts.apiKeysRevoke)
    .argument('<id>', texts.keyId)
    .action((id: string) => withKeys((list) => list.revoke(id), true));

  addTeamCommands(program, texts, readConfig);
  program
    .command('habilitation')
    .description(texts.habilitation)
    .command('template')
    .description(texts.habilitationTemplate)
    .action(() => print(JSON.stringify(habilitationTemplate(), null, 2)));
}

/** Where each dossier has its own team: who cares for those that were read from a folder. */
function addTeamCommands(program: Command, texts: CliTexts, readConfig: () => Config): void {
  const withTeams = (
    dossier: string,
    action: (teams: CareTeams) => Promise<unknown>,
    change?: Required<Pick<AuditEntry, 'person' | 'standing'>>,
  ): Promise<void> =>
    withAudit(readConfig(), async (log, _services, store) => {
      if ((await store.findDossier(dossier)) === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
      await action(new CareTeams(store, clock));
      if (change === undefined) return;
      await log.record({ at: clock().toISOString(), actor: LOCAL.actor, action: 'set-team', dossier, ...change, outcome: 'done' });
    });
  const team = program.command('team').description(texts.team);
  const on = (name: string, text: string): Command => team.command(name).description(text).argument('<dossier>', texts.dossier);
  on('list', texts.teamList).action((dossier: string) =>
    withTeams(dossier, async (teams) => (await teams.members(dossier)).forEach((member) => print(memberLine(member)))),
  );
  on('set', texts.teamSet)
    .argument('<person>', texts.person)
    .option('--attending', texts.attending)
    .option('--name <name>', texts.accountName)
    .action((dossier: string, person: string, { attending, name }: { attending?: boolean; name?: string }) => {
      const standing = attending === true ? 'attending' : 'member';
      const member = { id: person, standing, by: LOCAL.actor, at: clock().toISOString(), ...(name === undefined ? {} : { name }) } as const;
      return withTeams(dossier, (teams) => teams.set(dossier, member), { person, standing });
    });
  on('remove', texts.teamRemove)
    .argument('<person>', texts.person)
    .action((dossier: string, id: string) => withTeams(dossier, (teams) => teams.remove(dossier, id), { person: id, standing: 'removed' }));
}

const memberLine = ({ id, name, standing }: TeamMember): string =>
  [id, ...(name === undefined ? [] : [name]), ...(standing === 'attending' ? ['médecin traitant'] : [])].join(' · ');

function asked(login: string, { name, role, profession, rpps, delegateOf, dossier }: AccountOptions): AccountAsked {
  const known = RoleName.safeParse(role);
  if (!known.success) throw new AppError('FRS-IN-011', { detail: '--role' });
  if (profession !== undefined && !Object.hasOwn(PROFESSION_NAMES, profession))
    throw new AppError('FRS-IN-011', { detail: '--profession' });
  return {
    login,
    name,
    role: known.data,
    ...(profession === undefined ? {} : { profession }),
    ...(rpps === undefined ? {} : { professionalId: rpps }),
    ...(delegateOf === undefined ? {} : { delegateOf }),
    ...(dossier === undefined ? {} : { dossier }),
  };
}

/** `810001234567:10:Dr Martin`: who, of which profession, under which name. */
function professionalOf(text: string): { id: string; profession?: string; name?: string } {
  const [id = '', profession = '', ...name] = text.split(':');
  return { id, ...(profession === '' ? {} : { profession }), ...(name.length === 0 ? {} : { name: name.join(':') }) };
}

const accountLine = ({ login, name, role, profession, delegateOf, disabled, lockedUntil }: AccountView): string =>
  [
    login,
    name,
    ROLES[role].title,
    ...(profession === undefined ? [] : [PROFESSION_NAMES[profession] ?? profession]),
    ...(delegateOf === undefined ? [] : [`pour ${delegateOf}`]),
    ...(disabled === true ? ['fermé'] : []),
    ...(lockedUntil === undefined ? [] : [`bloqué jusqu'au ${lockedUntil}`]),
  ].join(' · ');

const keyLine = ({ id, label, scopes, actsFor, expiresAt }: ApiKeyView): string =>
  [id, label, scopes.join(','), actsFor.map((one) => one.name ?? one.id).join(', '), `jusqu'au ${expiresAt.slice(0, 10)}`].join(' · ');

/** Nothing is granted that the site has not written: doctors read every document, as in the table that Frise comes with. */
function habilitationTemplate(): object {
  return {
    version: clock().toISOString().slice(0, 10),
    source: 'À compléter par le site, sur la matrice annexée à l’arrêté du 26 octobre 2023',
    professions: PROFESSION_NAMES,
    types: Object.fromEntries(DOCUMENT_TYPES.map(({ code, display }) => [code, display])),
    grants: Object.fromEntries(Object.keys(PROFESSION_NAMES).map((code) => [code, code === '10' ? 'every' : []])),
  };
}

/** One line of standard input; at a terminal, asked for and not shown. */
async function readPassword(): Promise<string> {
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write('Mot de passe (12 caractères au moins) : ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
