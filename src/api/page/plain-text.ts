import type { Statement, Synthesis } from './client.js';
import { ageAt, frenchDate } from './format.js';

/** The words a line now stands for: a person's where a person corrected it. */
export function wordsOf({ text, validation }: Pick<Statement, 'text' | 'validation'>): string {
  return validation?.verdict === 'corrected' && !validation.outdated ? (validation.correction ?? text) : text;
}

export const isRejected = ({ validation }: Pick<Statement, 'validation'>): boolean =>
  validation?.verdict === 'rejected' && !validation.outdated;

/** The section of the points to remember: what the lines of the others tell, in a few. */
export const POINTS = '55112-7';

/** The synthesis to paste into another record: what matters, what is taken, what to watch; detail stays here. */
export function plainText(synthesis: Synthesis): string {
  const { patient, sections, vigilance, reason, referenceDate } = synthesis;
  const kept = sections
    .filter(({ code }) => code !== POINTS)
    .map((section) => ({
      ...section,
      statements: section.statements.filter((statement) => !isRejected(statement) && statement.importance >= 2),
    }));
  const points = sections.find(({ code }) => code === POINTS)?.statements ?? [];
  const name = [patient.usedName ?? patient.birthName, patient.firstNames[0]].filter((part) => part !== undefined).join(' ');
  const born = patient.birthDate === undefined ? '' : `, ${frenchDate(patient.birthDate)} (${ageAt(patient.birthDate, referenceDate)} ans)`;
  const block = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title.toUpperCase(), ...lines.map((line) => `- ${line}`)];
  return [
    `${name}${born}`,
    `Synthèse au ${frenchDate(referenceDate)}${reason === null ? '' : `, motif : ${reason}`}. Brouillon produit automatiquement, à valider.`,
    ...block('Points à retenir', points.map(wordsOf)),
    ...kept.flatMap(({ title, statements }) => block(title, statements.map(wordsOf))),
    ...block(
      'Points de vigilance',
      vigilance.filter(({ importance }) => importance >= 2).map(({ text }) => text),
    ),
  ].join('\n');
}
