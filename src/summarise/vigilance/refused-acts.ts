import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import { once, passagesSideBySide, saying, type Written } from './passages.js';
import { KIN } from './told/claim.js';
import { asPartialDate, toldDates } from './told-dates.js';
import type { VigilanceInput } from './warning.js';

/** What is proposed to somebody, who says yes or no. */
const ACTS: readonly (readonly [string, string])[] = [
  ['coloscopie', 'coloscopie'],
  ['gastroscopie', 'gastroscopie|fibroscopie|fogd'],
  ['mammographie', 'mammographie|mammo'],
  ['frottis', 'frottis'],
  ['biopsie', 'biopsies?|ponction biopsie|pbr'],
  ['chimiothérapie', 'chimiotherapie|chimio'],
  ['radiothérapie', 'radiotherapie|irradiation'],
  ['opération', 'chirurgie|intervention|operation'],
  ['amputation', 'amputation'],
  ['dialyse', 'dialyse|hemodialyse'],
  ['transfusion', 'transfusions?'],
  ['gastrostomie', 'gastrostomie|gpe'],
  ['coronarographie', 'coronarographie|coro'],
  ['ponction lombaire', 'ponction lombaire'],
  ['amniocentèse', 'amniocentese'],
  ['entrée en établissement', '(?:entree en )?(?:ehpad|institution)'],
  ['hospitalisation', 'hospitalisation'],
  ['rééducation', 'reeducation|kinesitherapie'],
  ['appareillage', 'appareillage|ppc|aides? auditives?'],
  ['IRM', 'irm'],
  ['péridurale', 'peridurale'],
];
const LINKS = String.raw`(?: (?:de|d|du|la|le|l|les|une?|cette|ce|toute|pour|a|sa|son|formel|categorique|ferme|ecrit|fermement|toujours))*`;
const speaks = once(
  /\b(?:refus\w*|ne (?:veut|souhaite|desire) (?:pas|plus)|oppos\w+|accept\w+|accord|consent\w+|dit (?:oui|non)|d accord|faite?s?|realisee?s?)\b/,
);
const matchers = ACTS.map(([name, words]) => ({
  name,
  refused: new RegExp(
    String.raw`\b(?:refus\w*|ne (?:veut|souhaite|desire) (?:pas|plus)|s oppose a|opposition a)${LINKS} (?:${words})\b|\b(?:${words})\b[^.;,]{0,24}\b(?:refusee?s?|refus\b)`,
  ),
  accepted: new RegExp(
    String.raw`\b(?:accept\w+|accord(?: (?:donne|ecrit|oral))?|d accord|consent\w*(?: (?:signe|recueilli|donne|eclaire))?)${LINKS} (?:${words})\b|\b(?:${words})\b[^.;,]{0,16}\bacceptee?s?\b`,
  ),
  done: new RegExp(String.raw`\b(?:${words})\b[^.;,]{0,16}\b(?:faite?s?|realisee?s?|effectuee?s?|pratiquee?s?)\b`),
}));
const NOT = /\b(?:pas|non|jamais|n a|ne) (?:ete )?(?:refus|accept|faite?|realis|oppos)/;
const CHANGED =
  /\b(?:finalement|initialement|d abord|apres reflexion|change d avis|revenue? sur|dans un premier temps|avait|a nouveau propos)\b/;
/** Longer ago, somebody may have thought it over. */
const MIND_DAYS = 60;

/** An act that somebody accepts in one paper and refuses in another of those weeks; one refused, and told as done by then. */
export function refusedAndDone({ passages }: VigilanceInput): readonly Vigilance[] {
  const about = saying(passages, speaks).filter((one) => one.date !== undefined && !KIN.test(one.words) && !NOT.test(one.words));
  return matchers.flatMap(({ name, refused, accepted, done }): readonly Vigilance[] => {
    const no = about.filter((one) => refused.test(one.words));
    const last = no.at(-1);
    if (last === undefined) return [];
    const yes = about.findLast(
      (one) =>
        accepted.test(one.words) &&
        !refused.test(one.words) &&
        no.some((other) => near(one, other) && !CHANGED.test(one.words) && !CHANGED.test(other.words)),
    );
    const made = about.findLast((one) => done.test(one.words) && no.some((other) => doneBefore(one, other)));
    const other = yes ?? made;
    const refusal = no.findLast((one) => other !== undefined && one.documentId !== other.documentId);
    if (other === undefined || refusal === undefined) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:refused-and-done',
        subject: `Décision du patient (${name})`,
        sides: [
          { says: yes === undefined ? 'dit fait' : 'accepté', passage: other },
          { says: 'refusé', passage: refusal },
        ],
        importance: 2,
      }),
    ];
  });
}

const near = (a: Written, b: Written): boolean =>
  a.documentId !== b.documentId && Math.abs(daysBetween(a.date ?? '1970', b.date ?? '1970')) <= MIND_DAYS;

/** Done on a day before the refusal that is near. */
const doneBefore = (made: Written, refusal: Written): boolean =>
  made.documentId !== refusal.documentId &&
  toldDates(made.words, made.date).some(
    (date) =>
      date.month !== undefined &&
      compareDates(asPartialDate(date), refusal.date) <= 0 &&
      daysBetween(asPartialDate(date), refusal.date ?? '1970') <= MIND_DAYS,
  );
