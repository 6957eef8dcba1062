import type { IdentityFinding, IdentityTraits, Page } from '../../domain/document.js';
import type { Span } from '../../domain/citation.js';
import { fold } from '../text/fold.js';
import { compareTraits, insWarning } from './compare-traits.js';
import { findPatientMentions, type PatientMention } from './find-mentions.js';
import { HEADER_LINES, judgeMention, type Judgement } from './judge-mention.js';
import { compareNames } from './names.js';
import { mentionFromTraits, traitsOf } from './traits.js';

export interface GuardInput {
  /** For the spans of the findings. */
  readonly documentId: string;
  readonly pages: readonly Page[];
  /** What a coded header says of its patient. */
  readonly header?: IdentityTraits;
  /** The dossier's. */
  readonly patient: IdentityTraits;
}

export interface GuardResult {
  readonly findings: readonly IdentityFinding[];
  /** True where the whole document is kept apart. */
  readonly quarantined: boolean;
  /** Pages kept apart where others are the patient's; every page where the document is. */
  readonly quarantinedPages: readonly number[];
  /** Whose document it says it is. */
  readonly traits: IdentityTraits;
}

interface PageVerdict {
  readonly finding: IdentityFinding;
  /** True where only a name in passing supports the verdict. */
  readonly weak: boolean;
}

const WORD = /[\p{L}\d'’]+(?:-[\p{L}\d'’]+)*/gu;

/** The patient's own family and first names within two words of one another, anywhere on the page. */
function findOwnName(page: Page, patient: IdentityTraits, ocr: boolean): { start: number; end: number } | undefined {
  const families = [patient.usedName, patient.birthName].filter((name) => name !== undefined);
  const words = [...page.text.matchAll(WORD)];
  const isOne = (word: RegExpMatchArray | undefined, known: readonly string[]): boolean =>
    word !== undefined &&
    word[0].length >= 3 &&
    /^\p{Lu}/u.test(word[0]) &&
    known.some((name) => compareNames(word[0], name, ocr) === 'exact' || (ocr && compareNames(word[0], name, ocr) === 'near'));
  for (const [index, word] of words.entries()) {
    if (!isOne(word, families)) continue;
    for (const offset of [-2, -1, 1, 2]) {
      const other = words[index + offset];
      if (!isOne(other, patient.firstNames) || other === undefined) continue;
      const start = Math.min(word.index, other.index);
      const end = Math.max(word.index + word[0].length, other.index + other[0].length);
      if (end - start < 60 && !page.text.slice(start, end).includes('\n')) return { start, end };
    }
  }
  return undefined;
}

/** A date beside a name is a birth only where it is older than what the page speaks of. */
function withPlausibleBirth(mention: PatientMention, page: Page, patient: IdentityTraits): PatientMention {
  if (mention.birthLabelled || mention.birthDate === undefined) return mention;
  const namesake = compareTraits(mention, patient, page.source === 'ocr').family !== 'differs';
  if (!namesake && mention.line > HEADER_LINES) return mention;
  const latest = Math.max(...latestYears(page), 0);
  return Number(mention.birthDate.slice(0, 4)) < latest - 1 ? { ...mention, birthLabelled: true } : mention;
}

/** "Visites chez Mme X. Lison, née le …": the first name right before the date, another than the one of who is named, says whose birth it is. */
const OTHERS_BIRTH = /(?:^|[\n.;:(]\s*)(\p{Lu}[\p{Ll}-]+),? née? le[\s\d/.]+$/u;
function withoutOthersBirth(mention: PatientMention, page: Page): PatientMention {
  if (mention.form !== 'civility' || mention.birthDate === undefined) return mention;
  const whose = OTHERS_BIRTH.exec(page.text.slice(mention.start, mention.end))?.[1];
  if (whose === undefined || mention.names.some((name) => fold(name) === fold(whose))) return mention;
  return withoutBirth(mention);
}

const withoutBirth = ({ birthDate, ...rest }: PatientMention): PatientMention =>
  birthDate === undefined ? rest : { ...rest, birthLabelled: false };

const MAJORITY_YEARS = 18;

/** "Enfant X", no first name read, on a page of the years when the patient was a child: the patient. */
function withOwnChildhood(mention: PatientMention, page: Page, patient: IdentityTraits): PatientMention {
  if (!mention.child || patient.birthDate === undefined || compareTraits(mention, patient, page.source === 'ocr').first !== 'unknown')
    return mention;
  const latest = Math.max(...latestYears(page), 0);
  return latest > 0 && latest - Number(patient.birthDate.slice(0, 4)) < MAJORITY_YEARS ? { ...mention, child: false } : mention;
}

const latestYears = (page: Page): readonly number[] =>
  [...fold(page.text).matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map((match) => Number(match[0]));

const ORDER: readonly Judgement['verdict'][] = ['mismatch', 'doubt', 'match', 'silent'];

function judgePage(documentId: string, page: Page, patient: IdentityTraits): PageVerdict {
  const ocr = page.source === 'ocr';
  const judged = findPatientMentions(page)
    .map((mention) => withOwnChildhood(withPlausibleBirth(withoutOthersBirth(mention, page), page, patient), page, patient))
    .map((mention) => ({ mention, judgement: judgeMention(mention, patient, compareTraits(mention, patient, ocr), ocr) }))
    .filter(({ judgement }) => judgement.verdict !== 'silent');
  const strongest = [...judged].sort(
    (a, b) =>
      Number(b.judgement.strong) - Number(a.judgement.strong) || ORDER.indexOf(a.judgement.verdict) - ORDER.indexOf(b.judgement.verdict),
  );
  const matches = judged.filter(({ judgement }) => judgement.verdict === 'match');
  const strongMatch = matches.find(({ judgement }) => judgement.strong);
  // Beside the patient's own identity, a name and a date without a label may be a product and its lot's.
  const mismatch = strongest.find(
    ({ judgement, mention }) => judgement.verdict === 'mismatch' && (strongMatch === undefined || mention.form !== 'bare'),
  );
  const doubt = strongest.find(({ judgement }) => judgement.verdict === 'doubt');
  const finding = (
    chosen: (typeof judged)[number],
    verdict: IdentityFinding['verdict'],
    evidence: string,
    others: readonly PatientMention[] = [],
  ): PageVerdict => ({
    finding: {
      page: page.number,
      traits: traitsOf(chosen.mention, verdict === 'match' ? patient : undefined),
      verdict,
      evidence,
      spans: [chosen.mention, ...others].map((mention): Span => ({
        documentId,
        page: page.number,
        start: mention.start,
        end: mention.end,
      })),
    },
    weak: !chosen.judgement.strong,
  });
  if (mismatch !== undefined && strongMatch === undefined) return finding(mismatch, 'mismatch', mismatch.judgement.evidence);
  if (mismatch !== undefined && strongMatch !== undefined) {
    // The patient's own page that names a newborn, a relative, or bears somebody's sticker.
    return finding(strongMatch, 'doubt', `Page du patient où figure aussi une autre identité. ${mismatch.judgement.evidence}`, [
      mismatch.mention,
    ]);
  }
  if (strongMatch !== undefined) {
    const clash = doubt !== undefined && /INS/.test(doubt.judgement.evidence) ? doubt : undefined;
    if (clash !== undefined) return finding(strongMatch, 'doubt', clash.judgement.evidence, [clash.mention]);
    const ins = judged.map(({ mention }) => mention.ins).find((value) => value !== undefined);
    const warning = ins === undefined ? undefined : insWarning(ins, patient);
    return finding(
      strongMatch,
      'match',
      warning === undefined || ocr ? strongMatch.judgement.evidence : `${strongMatch.judgement.evidence.slice(0, -1)} ; ${warning}.`,
    );
  }
  const own = findOwnName(page, patient, ocr);
  if (doubt !== undefined && !(own !== undefined && !doubt.judgement.strong)) return finding(doubt, 'doubt', doubt.judgement.evidence);
  const match = matches[0];
  if (match !== undefined) return finding(match, 'match', match.judgement.evidence);
  if (own !== undefined) {
    return {
      finding: {
        page: page.number,
        traits: { firstNames: [] },
        verdict: 'match',
        evidence: 'Nom et prénom du patient cités.',
        spans: [{ documentId, page: page.number, ...own }],
      },
      weak: true,
    };
  }
  return {
    finding: {
      page: page.number,
      traits: { firstNames: [] },
      verdict: 'missing',
      evidence: "Aucun trait d'identité lu sur cette page.",
      spans: [],
    },
    weak: true,
  };
}

function judgeHeader(header: IdentityTraits, patient: IdentityTraits): IdentityFinding {
  const mention = mentionFromTraits(header);
  const judgement = judgeMention(mention, patient, compareTraits(mention, patient, false), false);
  const verdict = judgement.verdict === 'silent' ? 'missing' : judgement.verdict;
  return { traits: header, verdict, evidence: `En-tête. ${judgement.evidence}`, spans: [] };
}

/**
 * Compares, page by page, whose document this says it is with the dossier's patient.
 *
 * A page that presents somebody else is kept apart, with the pages without a name that follow it; the document is kept
 * apart as a whole where no page is the patient's. Evidence that conflicts but is weak is a doubt: shown, not kept
 * apart. A page without any trait is `missing`, milder. A coded header does not acquit a page that names another.
 *
 * Measured on the pages read from the five written dossiers, OCR included (`npx tsx eval/measure-metadata.ts --pages DIR`):
 * 2 of 2 misfiled documents kept apart, 0 of 108 of the patient's own; each document put in the four other patients'
 * dossiers is kept apart 418 times in 440, a doubt or without any trait for the others.
 */
export function guardIdentity(input: GuardInput): GuardResult {
  const { documentId, pages, patient } = input;
  const header = input.header === undefined ? undefined : judgeHeader(input.header, patient);
  const verdicts = pages.map((page) => judgePage(documentId, page, patient));
  const findings = [...(header === undefined ? [] : [header]), ...verdicts.map(({ finding }) => finding)];
  const isOwn = (verdict: PageVerdict): boolean => verdict.finding.verdict === 'match' || verdict.finding.verdict === 'doubt';
  const others = verdicts.filter(({ finding }) => finding.verdict === 'mismatch');
  const headerMismatch = header?.verdict === 'mismatch';
  // A name in passing does not make a page the patient's: a husband's letter names his wife.
  const own = verdicts.filter((verdict) => isOwn(verdict) && !(verdict.weak && others.length > 0));
  const quarantined = (others.length > 0 && own.length === 0) || (headerMismatch && own.every((verdict) => verdict.weak));
  const quarantinedPages = quarantined ? pages.map((page) => page.number) : followers(verdicts);
  const best =
    [...(header === undefined ? [] : [header]), ...verdicts.map(({ finding }) => finding)].find(
      (finding) => finding.verdict === (quarantined ? 'mismatch' : 'match'),
    ) ?? findings.find((finding) => finding.verdict !== 'missing');
  return { findings, quarantined, quarantinedPages, traits: best?.traits ?? { firstNames: [] } };
}

/** A stranger's page, and the pages after it until one is the patient's again. */
function followers(verdicts: readonly PageVerdict[]): readonly number[] {
  const pages: number[] = [];
  let apart = false;
  for (const { finding } of verdicts) {
    if (finding.verdict === 'mismatch') apart = true;
    else if (finding.verdict !== 'missing') apart = false;
    if (apart && finding.page !== undefined) pages.push(finding.page);
  }
  return pages;
}
