import { AFTER, AMOUNT, BEFORE, TAKEN_UP, type MedicationEvent } from './medication-cues.js';
import { isBanLifted, isHeldBack, isOnlyAsked, isOnlyPlanned, isPutOff } from './medication-holds.js';

/** What a clause says happens to a drug; `at` is where the deciding words stand, relative to the string given. */
export interface EventCue {
  readonly event: MedicationEvent;
  readonly start: number;
  readonly end: number;
  /** It stands ahead of the name: `start` and `end` are then relative to `before`. */
  readonly ahead?: true;
  /** The dose it is changed to, relative to `after`. */
  readonly newDose?: { readonly start: number; readonly end: number };
  /** The last step of a course that the words tell: what is dated behind it is its own. */
  readonly isLast?: true;
  /** Held back and taken again: what it dates is the break. */
  readonly isHeld?: true;
}

/** The folded words around a drug's name. */
export interface Neighbours {
  /** From the previous drug or the sentence's start up to the name. */
  readonly before: string;
  /** Behind the name, up to the next drug or the end of what belongs to it. */
  readonly after: string;
  readonly sentenceStart: string;
  /** Another drug stands right before `before`, in the same sentence. */
  readonly follows: boolean;
  /** Another drug stands right behind `after`, in the same sentence. */
  readonly precedes: boolean;
  /** Behind the drug that follows, in the same sentence: "relais par Y récusé". */
  readonly beyond: string;
  /** What stands before the drug that precedes, in the same sentence: "passage de …". */
  readonly ahead: string;
}

const NEGATED_BEFORE =
  /(?:\bne|\bn'|\bnon|\bpas|\bsans|\bjamais|\bni|\bni a l'|\bni a|\bavant(?! et apres)(?: tout)?|\bl'idee|\bpas d'|\bpas de|\bpas lieu d'|\binutile d')(?:(?!\bdonc |\balors |\bpuis |\bet )[\s'a-z]){0,14}$/;
const CONDITION =
  /^\W*(?:\d+\W+)?(?:pour (?:la |le |l'|une? |toute )(?:chirurgie|intervention|geste|operation|endoscopie|coloscopie|biopsie|extraction|anesthesie)[^.:;]{0,30}:|en cas d|a defaut|sinon|faute de|si |s'il|lors d|devant tout|au cas ou)/;
/** A rule about a drug, not what happens to it: "seuil au-dessous duquel …", "si la clairance passait sous …, …". */
const RULE = /\b(?:seuil|au-dessous|en dessous|au-dessus|au-dela)\b[^.;:]*\b(?:duquel|de laquelle|desquels?)\b[^.;:]*$/;
const NOT_A_BAN =
  /\b(?:pas|plus|aucune?s?|absence|sans|ni|levee)(?: (?:d[e']|une?|la|les|autre|vraie|eu|retrouve\w*|connue?))*\s*(?:d'|de )?$/;
const OTHER_SUBJECT =
  /\b(?:tabac|cigarette|alcool|travail|conduite|effort|epreuve|pompe|ppc|capteur|examen|scanner|regime|allaitement)\b[^,;]*$/;
const ARROW_AHEAD = /^[^.;,]{0,24}?(?:→|->|=>)\s?$/;
/** "X arrêté en mars 2021 : éruption → Y". */
const ARROW_AHEAD_OF_ANOTHER = /\b(?:arret|stop|interromp|echec|intoleran|mal (?:tolere|supporte)|remplac)[^.;]{0,80}(?:→|->|=>)\s?$/;
/** "Passage de X à Y", "substitution de X par Y". */
const SWITCHING =
  /\b(?:passage|switch|substitution|relais|substitue|remplace|bascule|transition|conversion|rotation|virage|troqu(?:e|er|ons)|echang(?:e|er|eons)) (?:du |de la |de l'|de |des |d'|le |la |l')?$/;
/** "De X je passe à Y", "X permuté avec Y", "X changée à 72 h (pas d'apyrexie) pour Y", "X, cédé par Y": what stands right before the next name. */
const THE = String.raw`(?:le |la |l'|les |du |de l'|de la )?`;
const MEANWHILE = String.raw`(?: (?!pour |par |avec |contre |a |au |aux |en |vers |sous |et |mais |ou |de )[^.;,()"«»]{1,30}?| a \d{1,2} (?:h|heures|jours)| en (?:19|20)\d\d)?(?: ?\([^()]{0,40}\))?,?`;
const EXCHANGED = new RegExp(
  [
    String.raw`\b(?:je|on|nous) (?:(?:le |la |les |l')?(?:ai |avons |a )?)(?:passe|passons|bascule|basculons)s?${MEANWHILE} (?:a|au|aux|vers|sous|sur) ${THE}$`,
    String.raw`\b(?:passe|bascule|commute|converti|transition)(?:e|es|s)?${MEANWHILE} (?:a|au|aux|vers|sous|sur|en) ${THE}$`,
    String.raw`\b(?:permute|change|troque|echange|switche|substitue|remplace|relaye|cede|supplante|detrone)(?:e|es|s)?${MEANWHILE} (?:avec|pour|par|contre) ${THE}$`,
  ].join('|'),
);
const ILL_TAKEN =
  /^(?![^.;]*\b(?:pas|jamais|ni)\b)[^.;,:]{0,40}\b(?:mal|non) (?:tolere|supporte)(?:e|es|s)? ?(?:\([^()]{0,40}\) ?)?(?::|→|->|=>) ?(?:le |la |l')?$/;
/** What only may be, or was not done. */
const NOT_EXCHANGED =
  /\b(?:n'(?:a|ont|est|etait|sont)|ne|pas|jamais|sera|seront|serait|pourra|pourrait|peut|peuvent|si|pouvoir|etre|faut|faudra|doit|devra|envisag\w*|propos\w*|discut\w*|refus\w*|avant)\b/;
const INTO = /^(?: \d[\d.,]* ?(?:mg|g|µg)?)? ?(?:a|vers|pour|par|contre|au profit d[eu']) ?(?:le |la |l'|du |de la )?$/;
/** "Myalgies sous TAHOR : switch pour rosuvastatine": what was taken gives way. */
const GIVES_WAY =
  /^(?! ?[?])[^.;?]{0,70}?(?:[:,→] ?|\bje (?:fais|propose pas) )(?:donc |ce jour )?(?:un |le )?(?:switch|passage|relais|remplacement|substitution|bascule|transition|conversion)s? (?:pour|vers|par|a|au|avec) (?:le |la |l'|du |de la )?$/;
const TOWARDS = /^[^.;,]{0,24}?\b(?:vers|pour|par|contre|au profit d[eu']) ?(?:le |la |l'|du )?$/;
/** "L'aspirine ne doit pas être interrompue": what must go on. */
const KEPT =
  /\b(?:ne |n')(?:doi(?:t|vent)|devra(?:it|ient)?|devront|faut|faudra|peu(?:t|vent)|sera|seront|est|sont|a|ont)\b(?: surtout)? (?:pas|jamais|plus|en aucun cas|sous aucun pretexte)(?: ete| etre| l')* ?(?:arret|interromp|suspend|stopp|supprim|retir)[a-z]*$/;

/** On one line; a dotted leader ("oxazépam ....... supprimé") is a colon of its length. */
export const oneLine = (text: string): string =>
  text
    .replace(/\s/g, ' ')
    .replace(/\.{3,}|…+/g, (dots) => ':'.padEnd(dots.length))
    // "D'avril à sept., arrêté": the point of a month cut short ends no clause.
    .replace(/\b(janv|fevr?|avr|juil|sept|oct|nov|dec)\.(?= ?[,;)a-z\d])/g, '$1 ');

/**
 * What the words around a drug's name say happens to it; undefined where they say nothing.
 * Linear in the length of the strings, which the caller bounds.
 */
/** "À l'arrêt de l'inducteur le tacrolimus va remonter": what ends is named before the drug. */
const ANOTHER_ENDS =
  /\b(?:arret|sevrage|retrait) (?:de l'|du |des |de la )(?!traitements?|medicaments?|molecules?|prises?|perfusions?|injections?|comprimes?)[a-z]{4,}(?:,| ,)? (?:le|la|l'|les) ?$/;
/** "Ne veut pas augmenter la sertraline": the drug is taken, at the dose it had. */
const LEFT_AS_IT_IS =
  /\b(?:ne (?:veut|souhaite|desire) pas|refuse|n'(?:accepte|envisage) pas) (?:que l'on |qu'on |d'|de )?(?:augment|major|diminu|baiss|modifi|chang|touch|reduir|redui)\w*(?: la dose)?(?: de| du| d'| au| a)? ?(?:la |le |l'|les |son |sa |ses )?$/;
export function readEvent(around: Neighbours): EventCue | undefined {
  // A line's end is a blank: prose wraps anywhere. The length is kept, since cues are offsets.
  const before = oneLine(around.before);
  const after = oneLine(around.after);
  const conditional = CONDITION.test(around.sentenceStart);
  if (LABEL_OFF.test(before)) return undefined;
  if (ANOTHER_ENDS.test(before)) return { event: 'listed', start: 0, end: before.length, ahead: true };
  if (NOT_BESIDE.test(before)) return { event: 'listed', start: 0, end: before.length, ahead: true };
  if (LEFT_AS_IT_IS.test(before)) return { event: 'continued', start: 0, end: before.length, ahead: true };
  if (NO_OBSTACLE.test(before)) return { event: 'proposed', start: 0, end: before.length, ahead: true };
  if (GIVEN_SINCE.test(before) && /^ (?:du|de) (?:\d|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)/.test(after))
    return { event: 'administered', start: 0, end: before.length, ahead: true };
  if (WASHED_WITH.test(before)) return { event: 'administered', start: 0, end: before.length, ahead: true };
  if (OPTIONS.test(around.sentenceStart)) return { event: 'proposed', start: 0, end: before.length, ahead: true };
  const cue = decided(before, after, around, conditional);
  if (cue?.event === 'stopped' && INTERACTS.test(before)) return undefined;
  return cue !== undefined && FOR_ANOTHER.test(oneLine(around.sentenceStart)) && DECISIONS.has(cue.event)
    ? { ...cue, event: cue.event === 'stopped' ? 'listed' : 'proposed' }
    : cue;
}

/** "Millepertuis | tous les soirs | INTERACTION AVK -> cesser": what is stopped is the other one. */
const INTERACTS =
  /\binteractions? (?:possibles? |majeures? |connues? |importantes? |graves? )?(?:avec |: ?)?(?:l'|la |le |les |son |sa |votre )?$/;
const DECISIONS: ReadonlySet<MedicationEvent> = new Set(['stopped', 'started', 'changed']);

function decided(before: string, after: string, around: Neighbours, conditional: boolean): EventCue | undefined {
  return (
    readSwitch(before, after, around) ??
    readTakenUp(after, conditional) ??
    readBefore(before, after, conditional) ??
    readAfter(before, after, conditional, oneLine(around.beyond)) ??
    (conditional ? undefined : readExchange(before, after, around))
  );
}

/** One drug for another, by any verb of exchange that stands right before the second. */
function readExchange(before: string, after: string, around: Neighbours): EventCue | undefined {
  if (around.precedes && EXCHANGED.test(after) && !NOT_EXCHANGED.test(after) && !PUT_ASIDE.test(oneLine(around.beyond)))
    return { event: 'stopped', start: 0, end: after.length };
  if (around.follows && EXCHANGED.test(before) && !NOT_EXCHANGED.test(before) && !PUT_ASIDE.test(after) && !/^[^.;]{0,20}\?/.test(after))
    return { event: 'started', start: 0, end: before.length, ahead: true };
  return undefined;
}

/** "Switch sertraline → venlafaxine": the first is stopped, the second started; a question only proposes. */
function readSwitch(before: string, after: string, around: Neighbours): EventCue | undefined {
  const asked = /^[^.;]{0,20}\?/.test(after) || (around.precedes && /\?/.test(after));
  const switching = SWITCHING.test(before);
  const kept = PUT_ASIDE.test(oneLine(around.beyond));
  if (around.precedes && !asked && !kept && (ARROW_AHEAD.test(after) || (switching && TOWARDS.test(after)) || GIVES_WAY.test(after)))
    return { event: 'stopped', start: 0, end: after.length };
  if (around.follows && SWITCHING.test(oneLine(around.ahead)) && INTO.test(before))
    return { event: asked ? 'proposed' : 'started', start: 0, end: before.length, ahead: true };
  if (around.follows && PUT_ASIDE.test(after) && (GIVES_WAY.test(before) || INTO.test(before)))
    return { event: 'not-taken', start: 0, end: before.length, ahead: true };
  // "Atorvastatine mal tolérée : rosuvastatine 10 mg".
  if (around.precedes && !asked && ILL_TAKEN.test(after)) return { event: 'stopped', start: 0, end: after.length };
  if (around.follows && !asked && ILL_TAKEN.test(before)) return { event: 'started', start: 0, end: before.length, ahead: true };
  if (around.follows && GIVES_WAY.test(before)) return { event: 'started', start: 0, end: before.length, ahead: true };
  if (around.follows && ARROW_AHEAD_OF_ANOTHER.test(before))
    return { event: asked ? 'proposed' : 'started', start: 0, end: before.length, ahead: true };
  if (around.follows && ARROW_AHEAD.test(before))
    return { event: asked ? 'proposed' : 'started', start: 0, end: before.length, ahead: true };
  return undefined;
}

function readTakenUp(after: string, conditional: boolean): EventCue | undefined {
  if (conditional) return undefined;
  for (const [event, pattern] of TAKEN_UP) {
    const match = pattern.exec(after);
    if (match === null) continue;
    const dose = event === 'changed' ? newDoseIn(match[0].slice(-60), match[0].length - Math.min(60, match[0].length)) : undefined;
    return { event, start: 0, end: match[0].length, ...(dose === undefined ? {} : { newDose: dose }) };
  }
  return undefined;
}

function readBefore(before: string, after: string, conditional: boolean): EventCue | undefined {
  for (const [event, pattern] of BEFORE) {
    const match = pattern.exec(before);
    if (match === null) continue;
    const cue = { start: match.index, end: before.length, ahead: true } as const;
    if (event === 'stopped' && !/^\W*(?:ne |pas |absence |sans |plus |non[- ]|n'en |se pass|deprescri)/.test(match[0])) {
      if (NEGATED_BEFORE.test(before.slice(0, match.index))) return { event: 'continued', ...cue };
      if (isHeldBack(after) || AFTER_DAYS_OFF.test(before.slice(0, match.index))) return { event: 'listed', isHeld: true, ...cue };
      if (isOnlyPlanned(after) || (isOnlyAsked(before.slice(0, match.index)) && !GRANTED.test(after))) return { event: 'listed', ...cue };
    }
    // "Pas d'objection à la reprise de X": it may be, and nobody says that it is.
    if (event === 'started' && NO_OBJECTION.test(before.slice(0, match.index))) return { event: 'proposed', ...cue };
    if (event === 'started' && NEGATED_BEFORE.test(before.slice(0, match.index)))
      return {
        event: BEFORE_IT.test(before.slice(0, match.index)) ? 'listed' : /^(?:repr|reintro)/.test(match[0]) ? 'stopped' : 'not-taken',
        ...cue,
      };
    if (event === 'started' && MAY_BE.test(before) && !DONE_TOO.test(after)) return { event: 'proposed', ...cue };
    // "Pas de FLAMMAZINE, à arrêter ce jour": it was in use.
    if (event === 'not-taken' && TO_STOP_NOW.test(after)) return { event: 'stopped', ...cue };
    if ((event === 'started' || event === 'proposed') && PUT_ASIDE.test(after)) return { event: 'not-taken', ...cue };
    // "Je propose tamoxifène 20 mg, ordonnance remise aujourd'hui": more than a thought.
    if (event === 'proposed' && ORDERED.test(after)) return { event: 'started', ...cue };
    if (event === 'administered' && NEGATED_BEFORE.test(before.slice(0, match.index))) return { event: 'not-taken', ...cue };
    if (event === 'administered' && ((/^cure/.test(match[0]) && COURSE_OVER.test(after)) || NOT_RENEWED.test(after)))
      return { event: 'stopped', ...cue };
    const ended = event === 'started' && !conditional ? ENDED_SINCE.exec(after) : null;
    if (ended !== null) return { event: 'stopped', start: 0, end: ended[0].length };
    // "Pas de contre-indication au propofol", "n'est pas allergique à l'amoxicilline": it may be given, and nobody says that it is.
    if (event === 'contraindicated' && /^(?:contre|allergi|intoleran)/.test(match[0]) && NOT_A_BAN.test(before.slice(0, match.index)))
      return { event: 'proposed', ...cue };
    if (event === 'contraindicated' && /^interdi/.test(match[0]) && isBanLifted(before.slice(0, match.index)))
      return { event: 'proposed', ...cue };
    if (event === 'contraindicated' && /^ne (?:pas|jamais) /.test(match[0]) && isPutOff(after)) return { event: 'proposed', ...cue };
    if (event === 'changed') {
      const dose = newDoseIn(after);
      if (dose === undefined) continue;
      return { event, ...cue, newDose: dose };
    }
    // "Intolérance à la metformine, non reprise": it was taken.
    if (event === 'contraindicated' && /^(?:allergi|intoleran)/.test(match[0]) && STOPPED_SINCE.test(after))
      return { event: 'stopped', ...cue };
    return { event: conditional && (event === 'started' || event === 'stopped') ? 'proposed' : event, ...cue };
  }
  return undefined;
}

const TO_STOP_NOW =
  /^ ?(?:\d[\d.,]* ?(?:mg|g)? ?)?[,:(–-] ?(?:donc )?(?:a (?:arreter|stopper|supprimer|interrompre)|arretee?s? (?:ce jour|donc))\b(?! (?:si|en cas))/;
/** "Pourra être changé pour apixaban", "pourrait être porté à 10 mg": nothing is done. */
const MAY_BE =
  /\b(?:pourra|pourrait|pourront|pourraient|peut|peuvent|serait|seraient|faudrait) (?:[a-z]+ )?(?:etre )?(?:arret|stopp|interromp|suspend|supprim|retir|chang|remplac|port|mont|augment|diminu|baiss|redui|majore|pass|bascul|permut|substitu|relay)/;
/** "Peut être remplacée par Y : switch fait ce jour, ordonnance remise". */
const DONE_TOO = /\bfaite?s?\b|\bordonnance\b/;
const NO_OBJECTION =
  /\b(?:pas|aucune?|sans|ni|plus) (?:d'|de )?(?:objection|opposition|obstacle|contre-?\s?indication|inconvenient) (?:a|au|pour) (?:la |l'|une )?$/;
/** "Stoppé 36 h avant l'introduction d'X". */
const BEFORE_IT = /\bavant (?:l'|la |le |de |d'|une? )?$/;
/** What is put before another to decide: "Proposons, à valider par le médecin traitant : arrêt X, baisse Y". */
const FOR_ANOTHER =
  /^\W*(?:(?:nous )?propos[a-z]+[^:.;]{0,60}\b(?:a valider|a discuter|sous reserve|a votre|selon votre|si vous|pour avis)\b|(?:suggestions?|suggerons)\b|a (?:valider|discuter)\b|propositions? (?:du |de la |de l'|des )(?:pharmac|ide|infirm|equipe mobile))[^:.;]{0,50}:/;
/** "Relais par AOD récusé". */
const PUT_ASIDE =
  /^ ?(?:\([^)]*\) ?)?(?:a ete |est |finalement |donc )?(?:recuse|refuse|ecarte|contre-?indique|impossible|abandonne|dechire|annule|perime|non (?:retenu|souhaite|realise|prescrit|fait))(?:e|es|s)?\b/;
export const ORDERED =
  /^[^.;]{0,60}?[,:(–-] ?(?:(?:une |l')?ordonnance (?:est |lui )?(?:remise|faite|etablie|redigee|donnee|jointe|ci-jointe|de ce jour)|je (?:lui |vous )?(?:remets|ai remis|fais|ai fait|redige|ai redige) (?:une |l'|son )?ordonnance|prescrite?s? ce jour|(?:debut|premiere prise|1re prise|a debuter|a commencer) (?:ce (?:jour|soir)|aujourd'hui|hier|demain)|accepte\b|(?:le |la )?patiente? (?:est )?d'accord, (?:je )?prescri)/;
/** "Le fils demande l'arrêt du X : fait". */
const GRANTED =
  /^ ?(?:\d[\d.,]* ?(?:mg)? ?)?[:,;(–-] ?(?:c'est |donc |ce qui est |ce qui a ete |j'ai |je )?(?:fait|accorde|accepte|d'accord|ok\b|oui\b|je suis d'accord|entendu)/;
/** "A été arrêtée", "nous l'avons arrêtée": done, and told. */
const TOLD = /\b(?:a|ont|avait|avaient)(?: donc| alors)? ete $|\b(?:ai|avons|a|ont|avait) $/;
/** A trial, or a relay, that the same clause ends: "essai de FOSAMAX : brûlures, elle a tout jeté", "relais TECFIDERA, arrêté le 20 mai". */
const ENDED_SINCE =
  /^[^;]{0,220}?\b(?:(?:il|elle|la patiente|le patient) (?:a|avait) tout (?:jete|arrete|stoppe)|(?:je|on|nous) ne (?:le |la |les |l')(?:ai |avons )?(?:pas )?(?:re(?:prend|introdui|prescri|condui|nouvel)\w*|repris\w*|reconduit\w*)|(?:arrete|stoppe|interrompu|suspendu|cesse)(?:e|es|s)? (?:le |en |au |aux? bout|depuis|des |fin |debut |mi-|apres|pour |devant|a cause|en raison|par |spontanement))/;
const NOT_RENEWED =
  /^[^.;]{0,60}?\bnon (?:renouvele|reconduit|repris|poursuivi)(?:e|es|s)?\b|^[^.;]{0,70}?(?:, (?:puis|et) (?:une |la )?fenetre\b|\b(?:est|sont) derriere (?:elle|lui|nous)\b)/;
/** "Toilette du visage BÉTADINE SCRUB la veille et le matin": an act's preparation. */
const WASHED_WITH =
  /\b(?:toilette|douches?|badigeon(?:nage|ner)?|antisepsie|desinfection)(?: (?:preoperatoires?|cutanee?|du|de la|de l'|des|le|la|visage|corps|peau|cheveux|avec|a la|par))* ?(?:de |a |: ?)?$/;
/** "Options discutées : (a) X ; (b) Y": none is taken for being named. */
const OPTIONS =
  /^\W*(?:les )?(?:options?|alternatives?|possibilites?|choix|pistes?)(?: (?:therapeutiques?|de traitement|possibles?))*(?: (?:sont|etaient|discutees?|possibles?|evoquees?|envisagees?|proposees?|presentees?))?\s?:/;
/** "La péridurale n'est pas contre-indiquée par l'aspirine". */
const NO_OBSTACLE =
  /\b(?:pas|plus|jamais) (?:de )?contre-?\s?indi[a-z]* (?:par|avec|sous|chez|a cause d[e'])\s?(?:le |la |l'|les |un |une )*$/;
/** "Depuis le BOTOX du 8 septembre": given on that day. */
const GIVEN_SINCE = /\bdepuis (?:le |la |l'|les |sa |son )(?:(?:injection|perfusion|cure|dose) (?:de |d'|du ))?$/;
/** "J'ai supprimé « aspirine » de la liste": a label is taken off, not a drug. */
const LABEL_OFF =
  /\b(?:supprim|retir|enlev|effac|ray|corrig)[a-z]*(?: (?:la mention|l'etiquette|le mot|les mots|l'allergie(?: a)?|:))? ?" ?$/;
/** "Cure d'X terminée le 15 janvier". */
const COURSE_OVER = /^[^.;,]{0,24}?\b(?:finie?s?|terminee?s?|achevee?s?)\b/;
/** What leads to an end that is still to come. */
const PLANNED_END = /\b(?:jusqu'|sera|seront|pendant|encore|a (?:diminuer|baisser|reduire|poursuivre))/;
const NOT_STARTED =
  /\b(?:pas|jamais|non|pas encore|rien n'est|rien n'a ete)(?: ete)? (?:debut|introdui|commenc|pris|prescri|demarr|repris)\w*$/;
/** "La sitagliptine ne doit pas être associée à OZEMPIC": banned is what stands before, beside what is taken. */
const NOT_BESIDE =
  /\bne (?:doi(?:t|vent)|peu(?:t|vent)) (?:pas|plus|jamais) (?:etre )?(?:associe|melange|combine|pri[st]|donne)\w* (?:a |avec |aux? )(?:le |la |les |l'|son |sa )?$/;
/** What follows says that it was taken, and is no more. */
const STOPPED_SINCE =
  /^[^.;]{0,90}?(?:\b(?:arrete|stoppe|interrompu|suspendu|remplace|relaye)(?:e|es|s)?\b(?! (?:si|en cas))|\bnon repris|\ba (?:retirer|arreter|supprimer|stopper|interrompre)\b(?! (?:si|en cas|du (?:logiciel|dossier)|de la liste des allergies)))/;

function readAfter(before: string, after: string, conditional: boolean, beyond: string): EventCue | undefined {
  for (const [event, pattern] of AFTER) {
    const match = pattern.exec(after);
    if (match === null) continue;
    const cue = { start: 0, end: match[0].length };
    // "Arrêtés : donépézil (syncope) ; bisoprolol (idem)": what is said of the one before it.
    if (event === 'continued' && IDEM_BEHIND.test(after)) return undefined;
    if (event === 'changed' && MAY_BE.test(match[0])) continue;
    if (event === 'stopped' && MAY_BE.test(match[0]) && !DONE_TOO.test(after + beyond)) return { event: 'listed', ...cue };
    if (event === 'contraindicated' && !conditional && STOPPED_SINCE.test(match[0] + after.slice(match[0].length, match[0].length + 50)))
      return { event: 'stopped', ...cue };
    // "Non pris le matin de l'intervention": one take.
    if (event === 'not-taken' && isHeldBack(after.slice(match[0].length))) return { event: 'listed', ...cue };
    if (event === 'stopped' && /\b(?:relais|remplac|profit|substitu)/.test(match[0]) && PUT_ASIDE.test(beyond))
      return { event: 'continued', ...cue };
    if (event === 'stopped' && KEPT.test(match[0])) return { event: 'continued', ...cue };
    if (event === 'contraindicated' && RULE.test(before)) return { event: 'proposed', ...cue };
    if (
      event === 'stopped' &&
      !/n'est plus pris|ne doi|ne (?:pas|plus|jamais) |repris|ne plus en|n'en |ne sera|\b(?:non|pas) (?:poursuivi|prolonge|reconduit|renouvele)|\bplus\b|\bpas ete (?:ni )?(?:renouvel|recondui|repris|poursuiv)|\bje ne \b|s'en pass|non[- ]renouvellement|\b(?:chang|troqu|echang|switch|bascul|commut|converti|transform)[a-z]+ [a-z]+ $/.test(
        match[0],
      )
    ) {
      const word =
        /(?:arret|stop|interromp|suspend|abandon|supprim|retir|remplac|relay|relais|profit|fini|termine|acheve|barre|raye|biffe|enleve|deprescri|sevr|ecarte|retranch|eteint|banni|evinc|\bclos|\bcoupe|\bleve|\bquitte|\blaisse|\bout\b|\bzero|\bnul|\bote)[a-z]*(?: (?:effectif|complet|total|prevu|programme|fixe) (?:le|en|au|fin|debut))?[^a-z]*d?$/.exec(
          match[0],
        );
      const lead = match[0].slice(0, word?.index ?? match[0].length);
      if (NEGATED_BEFORE.test(lead) || OTHER_SUBJECT.test(lead)) continue;
      // "jusqu'au 30 juin puis STOP" plans the end; "doit l'arrêter si" warns.
      // "Diminuée puis arrêtée fin juillet" tells what was done.
      const told =
        /^(?:arrete|stoppe|interrompue?|suspendue?|retire)/.test(word?.[0] ?? '') && /\b(?:diminu|baiss|redui|espac|decro)/.test(lead);
      if (
        (/\bpuis\s*$/.test(lead) && (!told || PLANNED_END.test(lead))) ||
        /\bdoit l'$|\bdevra\b/.test(lead) ||
        (conditional && !/\ba ete|ont ete/.test(lead))
      )
        continue;
      const behind = after.slice(match[0].length);
      if (isHeldBack(behind, TOLD.test(lead) && !/^[a-z]+er\b/.test(word?.[0] ?? ''))) return { event: 'listed', isHeld: true, ...cue };
      if (
        isOnlyPlanned(behind, /(?:e|es|s|u|ue|us)[^a-z]*$/.test(match[0])) ||
        isOnlyAsked(lead) ||
        (AT_PREGNANCY.test(behind) && /^(?:arret(?:er)?|stop(?:per)?)\b/.test(word?.[0] ?? ''))
      )
        return { event: 'listed', ...cue };
    }
    // "6 mois, arrêtée, ne souhaite pas en reprendre": it was taken.
    if (event === 'refused' && /[,:(] ?(?:arrete|stoppe|interrompu|cesse)(?:e|es|s)?\b/.test(match[0])) return { event: 'stopped', ...cue };
    // "J'ai la boîte mais pas commencé".
    if (event === 'started' && NOT_STARTED.test(match[0])) return { event: 'not-taken', ...cue };
    if (event === 'changed') {
      const dose = newDoseIn(after.slice(0, match[0].length + 24));
      return { event, ...cue, ...(dose === undefined ? {} : { newDose: dose }) };
    }
    // "Bisoce inchangé à 2,5".
    const kept = event === 'continued' ? KEPT_AT.exec(after.slice(match[0].length)) : null;
    if (kept?.[1] !== undefined) {
      const at = match[0].length + kept[0].length - kept[1].length;
      return { event, ...cue, newDose: { start: at, end: at + kept[1].trimEnd().length } };
    }
    return { event: conditional && event === 'started' ? 'proposed' : event, ...cue };
  }
  return undefined;
}

/** "Ponction sous scanner, après 5 jours d'arrêt du clopidogrel": held back for an act. */
const AFTER_DAYS_OFF =
  /\b(?:apres|moyennant|avec) (?:au moins )?(?:\d{1,2}|deux|trois|quatre|cinq|sept|dix) (?:jours?|j|heures?|h) (?:d'|de )$/;
const IDEM_BEHIND = /^ ?(?:\d[\d.,]* ?(?:mg|µg|g|ui)? ?)?\(idem\)/;
/** "À arrêter au test positif": once there is a pregnancy. */
const AT_PREGNANCY = /^ ?(?:au|des le) (?:test|b-?hcg|debut de (?:la |sa )?grossesse)\b/;
const KEPT_AT = new RegExp(String.raw`^ (?:a|au|a raison de|a la dose de|a la posologie de) (${AMOUNT})`);
const NEW_DOSE = new RegExp(
  String.raw`(?:(?:^|[^a-z])(?:a|(?:decroissance|degression|diminution|augmentation|titration|majoration|reduction)(?: progressive)? ?[:,]|jusqu'a|per os|orale?|po|c'est|dose(?: [a-z0-9 ]{0,24})? est|en realite)|→|->|=>|↑|↓)\s?(${AMOUNT}(?: (?:une|deux|trois|\d) fois)?(?: par (?:jour|semaine|mois))?)`,
);

function newDoseIn(text: string, offset = 0): { start: number; end: number } | undefined {
  const match = NEW_DOSE.exec(text.slice(0, 120));
  if (match?.[1] === undefined) return undefined;
  const start = offset + match.index + match[0].lastIndexOf(match[1]);
  return { start, end: start + match[1].trimEnd().length };
}
