import type { Fact } from '../../../domain/fact.js';
import { correctionOf, isRejected, type Section, type Statement, type Synthesis } from '../../../domain/synthesis.js';
import { frenchDate } from '../../dates.js';
import { loinc, SYSTEMS } from '../../vocabulary/cda-codes.js';
import { cdaDocument, type Signer } from './cda-document.js';
import { allergyEntry, familyEntry, medicationEntry, problemEntry, procedureEntry } from './cda-entries.js';
import { habitEntry } from './cda-observations.js';
import { cdaCodeOf, cell, lifestyleSection, section, type Cell } from './cda-parts.js';
import type { Xml } from './xml-writer.js';

export interface VsmInput {
  readonly dossierId: string;
  readonly synthesis: Synthesis;
  readonly facts: readonly Fact[];
  /** Who validates; absent, the document is a draft by this software. */
  readonly signer?: Signer;
  /** ISO 8601. */
  readonly at: string;
}

/** A line of a section, as its row and its entry. */
interface Line {
  readonly cells: readonly Cell[];
  readonly entry: Xml | undefined;
}

const HEAD = ['Date', 'Libellé', 'Précisions', 'Source'];
const DRAFT = 'Brouillon produit automatiquement, à valider';

/**
 * The volet de synthèse médicale (CI-SIS, template 1.2.250.1.213.1.1.1.13, type SYNTH) of a synthesis. Each row says its source;
 * codes are the sources' and the lexicon's, where their system is sure. What a person rejected is left out; what a person corrected
 * is told in words, without an entry.
 */
export function vsmDocument({ dossierId, synthesis, facts, signer, at }: VsmInput): string {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const titles = new Map(
    synthesis.documents.map(({ id, title, date }) => [id, date === undefined ? title : `${title}, ${frenchDate(date)}`]),
  );
  const make = (code: string, entry: EntryMaker, wanted: (statement: Statement) => boolean = () => true): readonly Line[] =>
    (synthesis.sections.find((each) => each.code === code)?.statements ?? [])
      .filter((statement) => !isRejected(statement) && wanted(statement))
      .map((statement, at_) => lineOf(`s${code}-${at_ + 1}`, statement, { byId, titles, entry }));
  const emptyOf = (code: string, stated: string): string =>
    synthesis.sections.find((each): each is Section => each.code === code)?.emptyReason === 'absence-stated'
      ? stated
      : 'Information non trouvée dans les documents lus.';
  const told = (lines: readonly Line[], head: readonly string[] = HEAD) => ({
    head,
    rows: lines.map(({ cells }) => cells),
    entries: lines.map(({ entry }) => entry),
  });
  return cdaDocument({
    template: { root: '1.2.250.1.213.1.1.1.13', extension: '201310' },
    type: { code: 'SYNTH', system: SYSTEMS.documentTypes, display: 'Synthèse' },
    title: signer === undefined ? `Synthèse médicale (${DRAFT})` : 'Synthèse médicale',
    seed: JSON.stringify(['vsm', dossierId]),
    at,
    patient: synthesis.patient,
    ...(signer === undefined ? {} : { signer }),
    software: `Frise ${synthesis.provenance.version}`,
    service: { code: loinc('34117-2', 'Historique et physique'), date: synthesis.referenceDate },
    body: [
      section({
        templates: ['1.2.250.1.213.1.1.2.29'],
        code: loinc('46612-8', 'Conclusions de synthèse'),
        title: 'Pathologies en cours, antécédents, allergies et facteurs de risque',
        sections: [
          section({
            templates: ['1.2.250.1.213.1.1.2.30'],
            code: loinc('34117-2', 'Historique et physique'),
            title: 'Pathologies en cours, antécédents et allergies',
            sections: [
              section({
                templates: ['2.16.840.1.113883.10.20.1.11', '1.3.6.1.4.1.19376.1.5.3.1.3.6', '1.2.250.1.213.1.1.2.132'],
                code: loinc('11450-4', 'Liste des problèmes actifs'),
                title: 'Pathologies en cours',
                empty: emptyOf('11450-4', 'Aucun problème connu.'),
                ...told(make('11450-4', problem(true))),
              }),
              section({
                templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.8', '1.2.250.1.213.1.1.2.134'],
                code: loinc('11348-0', 'Antécédents médicaux'),
                title: 'Antécédents médicaux',
                ...told(make('11348-0', problem(false))),
              }),
              section({
                templates: [
                  '2.16.840.1.113883.10.20.1.12',
                  '1.3.6.1.4.1.19376.1.5.3.1.3.11',
                  '1.3.6.1.4.1.19376.1.5.3.1.3.12',
                  '1.2.250.1.213.1.1.2.136',
                ],
                code: loinc('47519-4', 'Historique des actes'),
                title: 'Antécédents chirurgicaux',
                ...told(make('47519-4', (input) => procedureEntry(input))),
              }),
              section({
                templates: ['2.16.840.1.113883.10.20.1.2', '1.3.6.1.4.1.19376.1.5.3.1.3.13', '1.2.250.1.213.1.1.2.137'],
                code: loinc('48765-2', 'Allergies et hypersensibilités'),
                title: 'Allergies et hypersensibilités',
                empty: emptyOf('48765-2', 'Aucune allergie connue.'),
                ...told(make('48765-2', allergy), [...HEAD, 'Réaction']),
              }),
            ],
          }),
          section({
            templates: ['1.2.250.1.213.1.1.2.31'],
            code: loinc('57207-3', 'Facteurs de risque'),
            title: 'Facteurs de risque',
            sections: [
              lifestyleSection(told(make('29762-2', ({ id, code, text }) => habitEntry(id, code, { type: 'ST', value: text })))),
              section({
                templates: [
                  '2.16.840.1.113883.10.20.1.4',
                  '1.3.6.1.4.1.19376.1.5.3.1.3.14',
                  '1.3.6.1.4.1.19376.1.5.3.1.3.15',
                  '1.2.250.1.213.1.1.2.139',
                ],
                code: loinc('10157-6', 'Historique des pathologies familiales'),
                title: 'Antécédents familiaux',
                ...told(
                  make('10157-6', ({ fact, absent, ...input }) =>
                    absent ? undefined : familyEntry({ ...input, kin: fact?.familyMember ?? 'famille' }),
                  ),
                ),
              }),
            ],
          }),
        ],
      }),
      section({
        templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.27', '1.2.250.1.213.1.1.2.150'],
        code: loinc('30954-2', "Résultats d'examens"),
        title: 'Points de vigilance',
        rows: [
          ...synthesis.vigilance.filter(({ kind }) => kind === 'conflict' || kind === 'safety').map(({ text }) => [cell(text)]),
          ...make('30954-2', () => undefined).map(({ cells }) => [cell(cells[2]?.text ?? ''), cells[3] ?? cell('')]),
        ],
      }),
      section({
        templates: ['1.2.250.1.213.1.1.2.32'],
        code: loinc('18776-5', 'Plan de traitement'),
        title: 'Traitement au long cours',
        sections: [
          section({
            templates: ['2.16.840.1.113883.10.20.1.8', '1.3.6.1.4.1.19376.1.5.3.1.3.19', '1.2.250.1.213.1.1.2.143'],
            code: loinc('10160-0', 'Traitements'),
            title: 'Traitements',
            empty: emptyOf('10160-0', 'Aucun traitement en cours.'),
            ...told(
              make(
                '10160-0',
                (input) => (input.absent ? undefined : medicationEntry(input)),
                ({ fact }) => fact.status !== 'stopped',
              ),
            ),
          }),
        ],
      }),
    ],
  });
}

interface LineInput {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly code: ReturnType<typeof cdaCodeOf>;
  readonly date: string | undefined;
  readonly endDate: string | undefined;
  readonly fact: Fact | undefined;
  readonly absent: boolean;
  readonly statement: Statement;
}

type EntryMaker = (input: LineInput) => Xml | undefined;

function lineOf(
  id: string,
  statement: Statement,
  {
    byId,
    titles,
    entry,
  }: { readonly byId: ReadonlyMap<string, Fact>; readonly titles: ReadonlyMap<string, string>; readonly entry: EntryMaker },
): Line {
  const facts = statement.factIds.flatMap((each) => byId.get(each) ?? []);
  const { label, date, status } = statement.fact;
  const correction = correctionOf(statement);
  const coded = facts.find(({ code }) => code !== undefined)?.code;
  const input: LineInput = {
    id,
    label,
    text: statement.text,
    code: cdaCodeOf(coded, label),
    date,
    endDate: facts.find(({ endDate }) => endDate !== undefined && (date === undefined || endDate >= date))?.endDate,
    fact: facts[0],
    absent: status === 'absent',
    statement,
  };
  const reaction = facts.find(({ allergy: said }) => said?.reaction !== undefined)?.allergy?.reaction;
  return {
    cells: [
      cell(date === undefined ? '' : frenchDate(date)),
      correction === undefined ? cell(label, id) : cell(correction),
      cell(correction === undefined ? statement.text : `corrigé par ${statement.validation?.by ?? ''}`),
      cell(
        [...new Set(statement.citations.map(({ span }) => titles.get(span.documentId) ?? ''))].filter((title) => title !== '').join(' ; '),
      ),
      ...(reaction === undefined || correction !== undefined ? [] : [cell(reaction, `${id}-reac`)]),
    ],
    entry: correction === undefined ? entry(input) : undefined,
  };
}

const problem =
  (active: boolean): EntryMaker =>
  (input) =>
    problemEntry({ ...input, active, negated: input.absent || input.statement.fact.status === 'ruled-out' });

const allergy: EntryMaker = (input) => {
  const said = input.fact?.allergy;
  return allergyEntry({
    ...input,
    intolerance: said?.intolerance === true,
    none: said?.certainty === 'none-known' || input.absent,
    refuted: said?.certainty === 'refuted',
    reaction: said?.reaction,
  });
};
