import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import { byTopics, perList } from '../per-document.js';
import { once, passagesSideBySide, readForGood, type Written } from './passages.js';
import { INTERLOCUTOR, KIN } from './told/claim.js';
import { asPartialDate, tellsDay, toldDates } from './told-dates.js';
import type { VigilanceInput } from './warning.js';

/** What is proposed to somebody, who says yes or no. */
const ACTS: readonly (readonly [string, string])[] = [
  ['coloscopie', 'coloscopie|colonoscopie|colo'],
  ['gastroscopie', 'gastroscopie|fibroscopie|fogd|fibro'],
  ['mammographie', 'mammographie|mammo'],
  ['frottis', 'frottis'],
  ['biopsie', 'biopsies?|ponction biopsie|pbr|pbf|pbh'],
  ['chimiothérapie', 'chimiotherapie|chimio'],
  ['radiothérapie', 'radiotherapie|irradiation|curietherapie'],
  ['césarienne', 'cesarienne'],
  ['voie basse', '(?:accoucher par )?voie basse'],
  ['opération', 'chirurgie|intervention|operation'],
  ['amputation', 'amputation|amputee?'],
  ['dialyse', 'dialyse|dialysee?|hemodialyse|epuration extra ?renale'],
  ['transfusion', 'transfusions?|transfuse[es]*|culots?|produits? sanguins?'],
  ['gastrostomie', 'gastrostomie|gpe'],
  ['sonde nasogastrique', 'sng|sonde naso ?gastrique'],
  ['sonde urinaire', 'sonde (?:urinaire|vesicale|a demeure)|sondage'],
  ['trachéotomie', 'tracheotomie|tracheotomisee?'],
  ['intubation', 'intubation|intubee?|ventilation invasive'],
  ['réanimation', 'reanimation|reanimee?|massage cardiaque'],
  ['stomie', 'colostomie|ileostomie|stomie'],
  ['valve aortique', 'tavi|remplacement valvulaire|rva[oc]?'],
  ['stimulateur', 'stimulateur|pacemaker|pace maker|defibrillateur|dai'],
  ['pontage', 'pontages?'],
  ['prothèse', 'prothese|arthroplastie|pth|ptg'],
  ['cataracte', 'cataracte'],
  ['greffe', 'greffe|transplantation|inscription sur (?:la )?liste'],
  ['coronarographie', 'coronarographie|coro'],
  ['cardioversion', 'cardioversion|choc electrique'],
  ['ablation', 'ablation(?: de (?:la )?fa)?'],
  ['ponction lombaire', 'ponction lombaire|pl'],
  ['ponction pleurale', 'ponction pleurale|drainage pleural'],
  ['paracentèse', 'paracentese|ponction d ascite'],
  ['fibroscopie bronchique', 'bronchoscopie|fibroscopie bronchique'],
  ['cystoscopie', 'cystoscopie'],
  ['colposcopie', 'colposcopie|conisation'],
  ['infiltration', 'infiltrations?'],
  ['scanner', 'scanner|tdm'],
  ['amniocentèse', 'amniocentese|choriocentese|dpni'],
  ['interruption de grossesse', 'ivg|img|interruption (?:volontaire |medicale )?de (?:la )?grossesse'],
  ['ligature des trompes', 'ligature des trompes|sterilisation|vasectomie'],
  ['dispositif intra-utérin', 'diu|sterilet'],
  ['sevrage', 'sevrage|cure'],
  ['électroconvulsivothérapie', 'ect|sismotherapie|electroconvulsi\\w+'],
  ['insuline', 'insuline|pompe a insuline|insulinotherapie'],
  ['entrée en établissement', '(?:entree en )?(?:ehpad|institution|maison de retraite)'],
  ['hospitalisation', 'hospitalisation|transfert'],
  ['rééducation', 'reeducation|readaptation|kinesitherapie'],
  ['appareillage', 'appareillage|ppc|vni|aides? auditives?'],
  ['oxygène', 'oxygene|oxygenotherapie|old'],
  ['IRM', 'irm'],
  ['péridurale', 'peridurale'],
];
const LINKS = String.raw`(?: (?:de|d|du|la|le|l|les|une?|cette|ce|toute|pour|a|sa|son|qu on|formel|categorique|ferme|ecrit|fermement|toujours|pas|absolu|absolue|total|prise|charge|en|maximale?|subir|recevoir|poser|faire|etre|que|on|lui|me|se|aucune?|plus|ni|nouvelle?|programmee?))*`;
const NO = String.raw`refus\w*|declin\w*|ne (?:veut|veux|souhaite|desire|voudrai[st]) (?:pas|plus|ni|aucun\w*)|n accepte (?:pas|plus|ni)|n en veut pas|s oppos\w+|opposition|recus\w+ par (?:le|la) patient\w*`;
/** What somebody asks for, in a pen that is not the doctor's own request. */
const WANTS = String.raw`(?<!\b(?:ne|je|nous|et|medecin|a|si) )(?:souhait(?:e|ait|ant)|veut|voulant|demandant|acceptant|desire|prefere|reclame|demande(?! (?:de|d|a ete|faite|en cours|au|aux)\b))|\bje (?:veux|souhaite|demande|prefere)`;
const DONE = String.raw`faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|posee?s?|mise? en place|implantee?s?|recue?s?|toleree?s?|passee?s?`;
const speaks = once(
  new RegExp(
    String.raw`\b(?:${NO}|souhait\w+|veut|veux|desire|prefere|reclame|demande|accept\w+|accord|consent\w+|dit (?:oui|non)|d accord|${DONE}|a eu|ont eu|ayant eu|transfuse\w*|operee?|beneficie)\b`,
  ),
);
/** Before an act, that somebody has had it. */
const HAD = String.raw`(?:a|ont|avait|ayant) (?:deja )?(?:eu|recu|subi|beneficie|ete)(?: (?:de|d|du|des|la|le|l|une?|deux|trois|ses|ete|son|sa))*`;
const matchers = ACTS.map(([name, words]) => ({
  name,
  refused: new RegExp(
    String.raw`\b(?:${NO})${LINKS} (?:${words})\b|\b(?:${words})\b(?:[^.;,]|,(?=\d)){0,50}\b(?:refusee?s?|declinee?s?|refus\b|n en veut pas|dit non)`,
  ),
  accepted: new RegExp(
    String.raw`\b(?:${WANTS}|accept\w+|accord(?: (?:donne|ecrit|oral))?|d accord|consent\w*(?: (?:signe|recueilli|donne|eclaire))?)${LINKS} (?:${words})\b|\b(?:${words})\b[^.;,]{0,16}\bacceptee?s?\b|\b(?:${words})\b[^.;]{0,60}\b(?:en est d accord|est d accord|donne son accord|a dit oui)\b`,
  ),
  done: new RegExp(
    String.raw`\b(?:${words})\b[^.;,]{0,24}\b(?:${DONE})\b|\b${HAD} (?:${words})\b|\b(?:transfusee?|dialysee?|amputee?|operee?)\b(?=[^.;]{0,40}\b(?:${words})\b)`,
  ),
}));
const NOT =
  /\b(?:pas|non|jamais|n a|ne) (?:ete )?(?:refus|declin|accept|faite?|realis|oppos|posee?|recu|mise? en place)|\b(?:a ecrit que|non !)/;
const CHANGED =
  /\b(?:finalement|initialement|d abord|apres reflexion|change d avis|revenue? sur|dans un premier temps|avait|a nouveau propos)\b/;
/** Longer ago, somebody may have thought it over. */
const MIND_DAYS = 60;

/** What a passage tells of each act that somebody decides on; nothing where it is about another. */
interface Decision {
  readonly refused: boolean;
  readonly accepted: boolean;
  readonly done: boolean;
}
const decisions = readForGood('decisions', (passage): readonly (readonly [act: string, decision: Decision])[] => {
  const { words } = passage;
  const isAsked = speaks(passage) && !KIN.test(words.replace(INTERLOCUTOR, ' ')) && !NOT.test(words);
  return (isAsked ? matchers : []).flatMap(({ name, refused, accepted, done }) => {
    const decision = { refused: refused.test(words), accepted: accepted.test(words), done: done.test(words) };
    return Object.values(decision).includes(true) ? [[name, decision] as const] : [];
  });
});
const byAct = byTopics((passage: Written) => (passage.date === undefined ? [] : decisions(passage).map(([act]) => act)));

/** An act that somebody accepts in one paper and refuses in another of those weeks; one refused, and told as done by then. */
export function refusedAndDone({ passages }: VigilanceInput): readonly Vigilance[] {
  const about = byAct(passages);
  return ACTS.flatMap(([name]) => opposedDecisions(about.get(name) ?? [], name));
}

const opposedDecisions = perList((about: readonly Written[], name: string): readonly Vigilance[] => {
  const tells = (one: Written, what: keyof Decision): boolean => decisions(one).some(([act, decision]) => act === name && decision[what]);
  const no = about.filter((one) => tells(one, 'refused'));
  if (no.length === 0) return [];
  const willing = about.filter((one) => !tells(one, 'refused'));
  const yes = willing.findLast(
    (one) => tells(one, 'accepted') && no.some((other) => near(one, other) && !CHANGED.test(one.words) && !CHANGED.test(other.words)),
  );
  const made = willing.findLast((one) => tells(one, 'done') && no.some((other) => doneThen(one, other)));
  const other = yes ?? made;
  const refusal = no.findLast((one) => other !== undefined && one.documentId !== other.documentId);
  if (other === undefined || refusal === undefined) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:refused-and-done',
      subject: `Décision du patient (${name})`,
      sides: [
        { says: yes === undefined ? 'dit fait' : 'accepté ou souhaité', passage: other },
        { says: 'refusé', passage: refusal },
      ],
      importance: 2,
    }),
  ];
});

const near = (a: Written, b: Written): boolean => a.documentId !== b.documentId && (cites(a, b) || cites(b, a) || isClose(a, b));
/** "Directives du 21/11/2025 : souhaite…": a paper that tells what the other one says. */
const cites = (a: Written, { date }: Written): boolean =>
  toldDates(a.words, a.date).some((told) => told.day !== undefined && tellsDay(told, date));
const isClose = (a: Written, b: Written): boolean => Math.abs(daysBetween(a.date ?? '1970', b.date ?? '1970')) <= MIND_DAYS;

/** Done, by what a paper tells, in the weeks of the refusal; what is done later may have been agreed on. */
const doneThen = (made: Written, refusal: Written): boolean =>
  made.documentId !== refusal.documentId &&
  toldDates(made.words, made.date).some((date) => {
    const on = asPartialDate(date);
    if (date.month === undefined || date.give > 0) return false;
    return compareDates(on, refusal.date) <= 0
      ? daysBetween(on, refusal.date ?? '1970') <= MIND_DAYS
      : daysBetween(refusal.date ?? '1970', on) <= AGREED_DAYS && daysBetween(on, made.date ?? on) >= 0;
  });
/** Sooner, hardly anybody has been won over and had it done. */
const AGREED_DAYS = 14;
