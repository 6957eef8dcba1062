import type { Author } from '../../domain/document.js';
import { fold } from '../text/fold.js';
import { isUpperCase, type DocumentLine } from './document-lines.js';
import { ORGANISATION, SPECIALTIES } from './vocabulary/specialties.js';

export interface FoundAuthor {
  readonly author: Author;
  readonly confidence: number;
  readonly reason: string;
}

interface PersonMention {
  readonly name: string;
  readonly surname: string;
  readonly line: DocumentLine;
  readonly titled: boolean;
  readonly before: string;
  readonly after: string;
}

const PARTICLE = "(?:de|du|d'|le|la|van|von|el|ben|al|dos|da)";
const WORD = "(?:\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}?[\\p{L}'’]+)*)";
const INITIAL = '(?:\\p{Lu}[\\p{Ll}]?\\.(?:[ -]?\\p{Lu}\\.)?)';
const NAME = `(?:${INITIAL}|${WORD})(?: (?:${PARTICLE} ?)?(?:${INITIAL}|${WORD})){0,3}`;
const TITLED = new RegExp(`(?:\\b(?:Dr|Docteur|Pr|Professeur|Prof)\\.?e?s? )(${NAME})`, 'gu');
const SIGNED = new RegExp(
  `^\\W*(?:Signature(?: électronique)? ?: ?)?(?:Dr |Docteur |Pr )?(${NAME})(?:\\s*(?:[,(–—-].*|RPPS.*|IDEC?\\b.*| {3,}.*))?\\s*$`,
  'u',
);
/** Somebody named on the paper who did not write it. */
const OTHERS =
  /\b(copies?|cc|double|destinataires?|prescripteur|prescrit|demandeur|demande|adressee? par|medecin traitant|chef de service|anesth\w*|aides?|preleveur|correspondant|responsable|envoye|a l'attention|merci de|successeur|avis|interne :|directeur|coordonnateur|medecin :|nee?|patiente?|nom|accompagnants?)\b/;
const AUTHORING =
  /\b(valide\w*|validation|redacteur|redige|signe\w*|signature|operateur|endoscopiste|realise par|lecture|remplie? (par|le)|etabli|senior|biologiste responsable|interprete|chirurgien) *(biologiquement|biologique|electroniquement|differee)? *(par|le|:)?/;
const NOT_A_NAME =
  /^(m|bonjour|mr|mme|mlle|monsieur|selas|selarl|le|la|les|un|une|cher|chere|confrere|consoeur|madame|monsieur|service|pole|unite|hopital|centre|clinique|cabinet|laboratoire|medecin|medecine|compte|conclusion|page|document|copie|merci|bien|tel|secretariat|praticien|membre|lettre|courrier|ordonnance|cachet|en|au|ce|cette|il|elle|je|nous|pas|si)\b/;

export function surnameOf(name: string): string {
  const words = name
    .replace(/^(dr|docteur|pr|professeur|mme|m\.|mr)\.? /i, '')
    .split(' ')
    .filter((word) => word.length > 2 && !word.endsWith('.'));
  const capitals = words.filter((word) => isUpperCase(word) || (word.length === 3 && word === word.toUpperCase()));
  return fold((capitals.length > 0 ? capitals.join(' ') : (words.at(-1) ?? name)).trim());
}

function titledMentions(lines: readonly DocumentLine[]): PersonMention[] {
  const mentions: PersonMention[] = [];
  for (const line of lines) {
    for (const match of line.text.matchAll(TITLED)) {
      const name = match[1]?.trim() ?? '';
      mentions.push({
        name,
        surname: surnameOf(name),
        line,
        titled: true,
        before: line.folded.slice(0, match.index),
        after: line.folded.slice(match.index + match[0].length),
      });
    }
  }
  return mentions;
}

function signatures(lines: readonly DocumentLine[]): PersonMention[] {
  const mentions: PersonMention[] = [];
  for (const line of lines) {
    if (line.text.trim().length > 110) continue;
    const labelled =
      /(?:^|[\s,;(])(valid\p{L}+(?: biologiquement| biologique)?(?: électroniquement)? ?(?:par)?|signature(?: électronique)?|rédigé par|rempli.{0,25} par|établi.{0,20} par|interprété par|lecture.{0,30} par) ?:? +(.*)$/iu.exec(
        line.text,
      );
    const match = SIGNED.exec((labelled?.[2] ?? line.text).trim());
    const name = match?.[1]?.trim() ?? '';
    if (
      name.length < 4 ||
      NOT_A_NAME.test(fold(name)) ||
      (labelled === null &&
        !/^(Dr|Docteur|Pr)\b|^\p{Lu}\p{Ll}?\.-?(\p{Lu}\.)? ?\p{Lu}|^\p{Lu}\p{Ll}+(-\p{Lu}\p{Ll}+)* \p{Lu}\p{L}+(-\p{Lu}\p{L}+)*/u.test(
          line.text.trim(),
        ))
    )
      continue;
    mentions.push({ name, surname: surnameOf(name), line, titled: labelled !== null, before: '', after: line.folded });
  }
  return mentions;
}

const sharesSurname = (a: string, b: string): boolean =>
  a.length > 2 && b.length > 2 && (a === b || a.split(/[ -]/)[0] === b.split(/[ -]/)[0]);

function specialtyIn(text: string): string | undefined {
  return SPECIALTIES.find(({ pattern }) => pattern.test(text))?.label;
}

/**
 * Who wrote the document: the signature first, completed by the letterhead's fuller name; else the one whose letterhead
 * it is. Addressees, prescribers and people in copy are left out.
 */
export function findAuthor(lines: readonly DocumentLine[], headerEnd: number): FoundAuthor | undefined {
  const first = lines[0]?.page;
  const ends = lines.filter((line, index) => index >= lines.length - 10 || (line.page === first && lines[index + 1]?.page !== first));
  const closing = lines.findIndex(
    (line) =>
      line.index >= headerEnd &&
      line.page === first &&
      /\b(confraternel\w*|amical\w*|cordial\w*|salutations|sentiments|amities|bien a (vous|toi))\b/.test(line.folded) &&
      line.text.length < 120,
  );
  const foot = [
    ...(closing >= 0 ? lines.slice(closing + 1, closing + 6) : []),
    ...[...ends].reverse().slice(0, 12),
    ...lines.filter((line) => line.index < headerEnd && AUTHORING.test(line.folded)),
  ];
  const head = lines.slice(0, Math.max(headerEnd, 8));
  const known = [...titledMentions(head), ...signatures(lines.slice(0, 6))].filter(
    (mention) => !OTHERS.test(mention.before) && !NOT_A_NAME.test(fold(mention.name)),
  );
  const signed = [...signatures(foot), ...titledMentions(foot)].filter(
    (mention) =>
      mention.surname.length > 2 &&
      !OTHERS.test(mention.before) &&
      !/^\W*(copies?|cc|double)\b/.test(mention.line.folded) &&
      !NOT_A_NAME.test(fold(mention.name)),
  );
  const opensLine = (mention: PersonMention): boolean =>
    /^\W*(dr|docteur|pr|professeur|signature|signe|valide\w*|med)?\W*(par)?\W*$/.test(
      mention.line.folded.slice(0, Math.max(0, mention.line.text.indexOf(mention.name))),
    );
  const rank = (mention: PersonMention): number =>
    (mention.titled ? 2 : 0) +
    (known.some((other) => other.line !== mention.line && sharesSurname(other.surname, mention.surname)) ? 3 : 0) +
    (AUTHORING.test(mention.line.folded) ? 2 : 0) +
    (mention.line.index > headerEnd ? 1 : 0) +
    (mention.line.index >= headerEnd && opensLine(mention) ? 4 : 0);
  const signer = [...signed].sort((a, b) => rank(b) - rank(a))[0];
  const chosen = signer ?? known.find((mention) => mention.line.index < 12);
  if (chosen === undefined) return undefined;
  const fuller =
    [chosen, ...known, ...signed]
      .filter((mention) => sharesSurname(mention.surname, chosen.surname))
      .sort((a, b) => b.name.length - a.name.length)[0] ?? chosen;
  const near = [chosen, ...known.filter((mention) => sharesSurname(mention.surname, chosen.surname))].flatMap((mention) =>
    lines.slice(mention.line.index, mention.line.index + 3),
  );
  const specialty =
    near.map((line) => specialtyIn(line.folded)).find((label) => label !== undefined) ??
    specialtyIn(
      head
        .slice(0, 8)
        .map((line) => line.folded)
        .join('\n'),
    );
  const identifier = near
    .map((line) => /rpps\W{0,4}(\d[\d ]{9,13}\d)/.exec(line.folded)?.[1]?.replace(/ /g, ''))
    .find((id) => id !== undefined);
  return {
    author: { name: fuller.name, ...(specialty === undefined ? {} : { specialty }), ...(identifier === undefined ? {} : { identifier }) },
    confidence: signer === undefined ? 0.6 : rank(signer) >= 4 ? 0.92 : 0.75,
    reason: signer === undefined ? 'en-tête' : 'signature',
  };
}

/** The organisation whose paper it is: the first line of the letterhead that names one, else the doctor's practice. */
export function findOrganisation(
  lines: readonly DocumentLine[],
  author: Author | undefined,
): { value: string; confidence: number; reason: string } | undefined {
  const line = lines.slice(0, 7).find((candidate) => {
    const text = candidate.folded.trim();
    return (
      ORGANISATION.test(text) &&
      !/^(secretariat|tel|chef|praticiens?|ancien|copie|photo|exemplaire|compte|carnet)/.test(text) &&
      !OTHERS.test(text.slice(0, 20))
    );
  });
  if (line !== undefined) {
    const text = (line.text.trim().split(/ {3,}/)[0] ?? line.text).trim();
    return { value: text, confidence: line.index <= 1 ? 0.85 : 0.7, reason: 'en-tête' };
  }
  return author === undefined ? undefined : { value: `Cabinet du Dr ${author.name}`, confidence: 0.5, reason: 'en-tête du médecin' };
}
