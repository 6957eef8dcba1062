import { isHardStop, reachBackward, reachForward } from './boundaries.js';
import { scopeOver, type Scope } from './scope.js';
import type { Token } from './tokens.js';

const doubted = (tokens: readonly Token[], cue: number, from: number, to: number, rule: string): readonly Scope[] =>
  scopeOver('hypothetical', tokens, cue, from, to, rule);

const SENT = /^(?:adresse|refere|oriente|transfere|programme|prevu|inscrit|convoque)e?s?$/;
const ACT =
  /(?:therapies?|[eo]ctomies?|plasties?|[^a]tomies?|stomies?|lyses?)$|^(?:chirurgies?|greffes?|transplantations?|interventions?|embolisations?|exereses?|resections?|ablations?|cesariennes?|reconstructions?|irradiations?|reeducations?|prises?)$/;
/** An examination that is put on a list is to come; one that a patient was sent for has mostly been done by the time he is written of. */
const EXAMINED = /(?:scopies?|graphies?)$/;
const LISTED = /^(?:programme|prevu|inscrit|convoque)/;
const FOLLOWED = /^(?:suivi|surveillance)s?$/;
const NO_ACT = /^(?:anatomies?|dichotomies?|hemolyses?|rhabdomyolyses?|osteolyses?|paralyses?|analyses?|symptom\w*)$/;
const FARTHEST = 10;

/** "Adressé en oncologie pour une chimiothérapie": the act that a patient is sent for, and not why ("pour une douleur"). */
const sentFor = (tokens: readonly Token[], at: number): readonly Scope[] => {
  const verb = tokens[at];
  if (verb === undefined || !SENT.test(verb.text) || (/[^e]e$/.test(verb.text) && !verb.accented)) return [];
  for (let to = at + 1; to < Math.min(tokens.length, at + FARTHEST) && !isHardStop(tokens, to); to += 1) {
    if (tokens[to]?.text !== 'pour') continue;
    const from = /^(?:une?|la|l'|sa)$/.test(tokens[to + 1]?.text ?? '') ? to + 2 : to + 1;
    // "Poly-chimiothérapie": a hyphen holds the word together.
    let act = from;
    while (tokens[act + 1]?.text === '-' && act < from + 4) act += 2;
    const name = tokens[act]?.text ?? '';
    return (ACT.test(name) || FOLLOWED.test(name) || (LISTED.test(verb.text) && EXAMINED.test(name))) && !NO_ACT.test(name)
      ? doubted(tokens, to, from, act + 1, 'planned')
      : [];
  }
  return [];
};

const DECISION = /^(?:decision|choix|option)s?$/;
const INFINITIVE = /^[a-z]{2,}(?:er|ir|re)$/;
/** "La décision de la RCP était de faire une chimiothérapie et de compléter par une IRM": each of what is decided on. */
const decidedTo = (tokens: readonly Token[], at: number): readonly Scope[] => {
  if (!DECISION.test(tokens[at]?.text ?? '')) return [];
  for (let to = at + 1; to < Math.min(tokens.length, at + FARTHEST) && !isHardStop(tokens, to); to += 1) {
    if (tokens[to]?.text === ',') return [];
    if (!/^(?:de|d')$/.test(tokens[to]?.text ?? '') || !INFINITIVE.test(tokens[to + 1]?.text ?? '')) continue;
    return doubted(
      tokens,
      at,
      to + 1,
      reachForward(tokens, to + 1, { cueStarts: new Set(), indefinites: true, nominal: true, known: true, acts: true }),
      'planned',
    );
  }
  return [];
};

const AGREED = /^(?:decide|accepte|preconise|convenu)e?s?$/;
const BE = /^(?:est|etait|fut|sont|etaient|ete|finalement|donc|alors|d'emblee)$/;
const WAY = /^(?:voie|voies|accouchement|declenchement)$/;
/** "Une splénectomie a été décidée", "la voie basse est acceptée": the act, by its own name at the head of its clause. */
const agreedOn = (tokens: readonly Token[], at: number): readonly Scope[] => {
  const verb = tokens[at];
  if (verb === undefined || !AGREED.test(verb.text) || !BE.test(tokens[at - 1]?.text ?? '')) return [];
  const from = reachBackward(tokens, at, false);
  const head = /^(?:une?|la|le|l'|cette)$/.test(tokens[from]?.text ?? '') ? from + 1 : from;
  const name = tokens[head]?.text ?? '';
  const end = tokens.findIndex(
    ({ text, accented }, index) => index > head && (/^(?:est|etait|fut|sont|etaient|avait)$/.test(text) || (text === 'a' && !accented)),
  );
  return (ACT.test(name) || WAY.test(name)) && !NO_ACT.test(name) && end > head && end < at
    ? doubted(tokens, at, from, end, 'planned')
    : [];
};

const WEIGHED_UP = /^indications?$/;
const SETTLED = /^(?:pose|retenu|porte|valide|discute)e?s?$/;
/** "L'indication (opératoire) d'une splénectomie a été posée": what is settled is to come. */
const indicated = (tokens: readonly Token[], at: number): readonly Scope[] => {
  if (!WEIGHED_UP.test(tokens[at]?.text ?? '')) return [];
  const link = /^(?:de|d'|du)$/;
  const from = [at + 1, at + 2].find((index) => link.test(tokens[index]?.text ?? ''));
  if (from === undefined) return [];
  for (let to = from + 1; to < Math.min(tokens.length, from + FARTHEST) && !isHardStop(tokens, to); to += 1) {
    const text = tokens[to]?.text ?? '';
    if (text === ',') return [];
    if (!/^(?:a|avait|est|etait|fut)$/.test(text) || (text === 'a' && tokens[to]?.accented === true)) continue;
    const verb = tokens[to + 1]?.text === 'ete' ? to + 2 : to + 1;
    return SETTLED.test(tokens[verb]?.text ?? '') ? doubted(tokens, at, from + 1, to, 'planned') : [];
  }
  return [];
};

const HYPOTHESES = /^(?:hypotheses?|diagnosti(?:c|cs|que|ques)|etiologies?|causes?)$/;
const RAISED = /^(?:souleve|evoque|discute|envisage|propose|formule|suspecte|suggere)e?s?$/;
/** "Deux hypothèses ont été soulevées : une métastase ou un abcès". */
const listed = (tokens: readonly Token[], at: number): readonly Scope[] => {
  if (tokens[at]?.text !== ':' || !RAISED.test(tokens[at - 1]?.text ?? '')) return [];
  if (!tokens.slice(Math.max(0, at - 7), at - 1).some(({ text }) => HYPOTHESES.test(text))) return [];
  const stop = tokens.findIndex((token, index) => index > at && /^(?:[.;]|mais)$/.test(token.text));
  return doubted(tokens, at - 1, at, stop < 0 ? tokens.length : stop, 'hypotheses');
};

const HARM = /^(?:hemorrag|infecti|thromb|emboli|ischemi|septi|fractur|carcinolog)\w*$/;
/** "Le risque hémorragique est élevé": as "le risque d'hémorragie". */
const riskOf = (tokens: readonly Token[], at: number): readonly Scope[] =>
  /^risques?$/.test(tokens[at]?.text ?? '') && HARM.test(tokens[at + 1]?.text ?? '') ? doubted(tokens, at, at, at + 2, 'risk') : [];

/** What is to be done, or may come, by words of a phrase that are no fixed cue. */
export const plannedActs = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((_, at) => [
    ...sentFor(tokens, at),
    ...indicated(tokens, at),
    ...decidedTo(tokens, at),
    ...agreedOn(tokens, at),
    ...listed(tokens, at),
    ...riskOf(tokens, at),
  ]);
