import type { Fact } from '../../../domain/fact.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { qualify } from '../../text/qualify.js';
import { asCitations, cite, factId, statementsOf } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { AMOUNT } from './medication-cues.js';
import type { MedicationEvent } from './medication-cues.js';
import { IN_PASSING } from './medication-anaphora.js';
import { numberOf } from '../../text/number-words.js';
import { readPosology } from './medication-posology.js';
import { readReason } from './medication-reason.js';
import type { Scoped } from './medication-scope.js';

const WHO = String.raw`(?:(?:je|on|nous|tu|vous|il|elle|le patient|la patiente)\s)`;
const LEAD = String.raw`^\W*(?:(?:donc|aussi|mais|et|puis|alors|finalement|or|du coup|ce jour|aujourd'hui|ce matin|en consequence),?\s)*`;
const STOP_VERB = String.raw`(?:arret|stopp|interromp|suspend|supprim|retir|abandonn)\w*`;

/** "Il l'a prise trois semaines, il l'arrête ce jour". */
const TOOK = String.raw`(?:(?:il|elle) l'a (?:pris|eu|garde|recu)\w*[^.;]{0,40}, )?`;
/** "Suspendu en novembre avant extraction": the participle alone, with its day. */
const LONE_PARTICIPLE =
  /^\W*(?:[a-z]+e(?:e|es|s)? [^.;,:]{0,24}, )?(?:donc |puis |finalement )?(?:arrete|stoppe|suspendu|interrompu|supprime)(?:e|es|s)? (?:le \d|en (?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|19|20)|fin |debut |mi-|depuis |il y a |hier|ce jour|aujourd'hui)/;
/** "Retour à 50 mg en janvier, un demi en avril, et arrêt complet le 20 juin dernier". */
const ENDS_WITH_STOP =
  /^(?:[^.;]*[^a-z.;])?(?:et|puis|enfin) (?:l')?arret(?: (?:complet|total|definitif|effectif))* (?=le \d|en [a-z]|fin |debut |mi-|depuis )/;
/** "Le traitement a été pris du 6 août au 29 octobre 2018". */
const TAKEN_OVER =
  /^\W*(?:le|ce|son) (?:traitement|medicament) (?:a ete|avait ete|fut) (?:bien )?(?:pris|recu|suivi|mene|administre)e? (?=(?:du|de) )/;

/** "Hyperthyroïdie 2021, guérie. Pas de reprise.": a sentence of its own. */
const NOT_AGAIN =
  /^\W*(?:donc )?(?:pas|aucune|sans) (?:de )?(?:reprise|reintroduction)(?: (?:prevue|souhaitee|envisagee|depuis|possible|a ce jour))?[ .!]*$/;

/** "J'ai donc changé le 24 septembre pour ELIQUIS": the drug of its kind that the sentences before tell. */
const CHANGED_FOR =
  /^\W*(?:donc |alors )?(?:j'ai|je l'ai|on a|on l'a|nous avons|nous l'avons) (?:donc |alors |aussitot )?(?:change|switche|bascule|remplace)e?s? [^.;,:]{0,30}?\b(?:pour|par|vers|contre) (?:l'|le |la |les |du |de l'|de la )?$/;

/** What a sentence without a drug's name says, by a pronoun, of the drug of the sentence before. Folded, blanks as spaces. */
const SAID: readonly (readonly [MedicationEvent, RegExp])[] = [
  ['stopped', LONE_PARTICIPLE],
  ['stopped', ENDS_WITH_STOP],
  ['past', TAKEN_OVER],
  ['stopped', NOT_AGAIN],
  [
    'stopped',
    new RegExp(
      String.raw`${LEAD}${TOOK}(?:${WHO}(?:donc )?(?:(?:l'|le |la |les )(?:ai |as |a |avons |avez |avait |ont )?(?:donc |aussitot |spontanement |deja )?(?:fait )?${STOP_VERB}|(?:ne |n')(?:le |la |les |l'|en )?(?:ai |a |avons )?(?:pas |plus |jamais )?(?:referai|refais|reprendrai|reprends|reprendra|reconduis|reconduirai|renouvelle|represcris|represcrirai|reprend|prend)(?:ons)? (?:pas|plus|jamais)\b|(?:ne |n')(?:l'|les )(?:ai|a|avons|ont) (?:pas|jamais) (?:repris|reconduit|renouvele))|(?:il|elle|ce traitement|ce medicament|le traitement|celui-ci|celle-ci)(?: lui)? (?:a (?:donc |du |pu )?(?:ete |etre )?|est )(?:donc |aussitot |rapidement |alors )?(?:arret|stopp|interromp|suspend|supprim|retir)\w*|(?:traitement )?(?:arretee?|stoppee?|interrompue?|suspendue?)s? (?:le \d|en |depuis |ce jour|au bout|apres|a la )|(?:stop|arret|stoppee?|arretee?) ?:? ?(?:le \d|ce jour|hier|aujourd'hui|immediat|definitif|depuis|en urgence)|arret (?:le (?:\d|jour meme)|aussitot|sur-le-champ|sans delai|en (?:19|20|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)|ce jour|immediat|definitif))`,
    ),
  ],
  [
    'changed',
    new RegExp(
      String.raw`${LEAD}(?:${WHO}(?:le |la |l'|les |en )(?:ai |a |avons )?(?:remont|mont|baiss|diminu|augment|pass|redui|descend|major|port|ramen|repass)\w*\b|(?:=> ?|-> ?|→ ?|donc )*(?:retour|on revient|je reviens|nous revenons|redescente|remontee|retour arriere)|(?:dose|posologie) (?:portee|passee|augmentee|diminuee|baissee|ramenee|reduite))[^.;]{0,30}?\b(?:a|jusqu'a) (?=${AMOUNT})`,
    ),
  ],
];
/** "Gynécomastie à chaque fois. Ne plus lui en donner, préférer l'éplérénone": another drug may be named behind it. */
const NEVER_AGAIN =
  /^\W*(?:[a-z' ]{0,40}[:,] ?)?(?:(?:a )?ne (?:plus|pas|jamais|surtout pas) (?:lui )?en (?:re)?(?:donner|prescrire|prendre|administrer)|ne (?:plus|pas|jamais) (?:le |la |les |lui )*(?:re-?prescrire|represcrire|redonner|re-?introduire|reprendre|readministrer)|a ne (?:plus|pas|jamais) (?:lui )?(?:re-?)?(?:donner|prescrire|introduire|administrer|prendre)|(?:a )?(?:proscrire|bannir|eviter) (?:definitivement|desormais|a l'avenir|absolument|a vie)|(?:donc |desormais )?contre-?indique\w*(?: (?:a vie|definitivement|desormais|chez (?:lui|elle)))?[ .]*$|contre-?indication (?:definitive|formelle|absolue|a vie))/;
/** "Ne pas réintroduire d'amlodipine": the sentence bans what it names, not the drug before it. */
const ITS_OWN_OBJECT = /^ ?(?:d'|de |du |des |le |la |les |l'|une? |tout |aucun)/;
/** Not this drug: an attribute, a quote, a wish. */
const OTHER_MATTER =
  /\b(?:tabac|fumer|cigarette|alcool|travail|sport|conduite|allaitement|regime|kine\w*|ventilation|oxygene|sonde|perfusion|dialyse)\b/;
const REACH = 160;

/**
 * "La toux revient sous FLIXOTIDE 50. Je le remonte à 125 µg": a sentence that names no drug takes up, by a pronoun, the only drug of the
 * sentence before it (or the one before that, where that names none), or the one that it is about.
 */
export function pronounFacts(
  facts: readonly Fact[],
  scoped: readonly Scoped[],
  analysis: PageAnalysis,
  context: FactContext,
  dates: readonly DateMention[],
): readonly Fact[] {
  const { folded, page } = analysis;
  const units = statementsOf(analysis);
  const found: Fact[] = [];
  units.forEach((unit, index) => {
    const words = folded.slice(unit.start, unit.end).replace(/\s/g, ' ');
    const told = NEVER_AGAIN.exec(words);
    const never = told !== null && ITS_OWN_OBJECT.test(words.slice(told[0].length)) ? null : told;
    const opening = never === null ? SAID.map(([, pattern]) => pattern.exec(words)).find((match) => match !== null) : null;
    // "Stop le 9 octobre, fébuxostat 80 mg ce jour": another drug stands behind what is said of the first.
    const apart =
      opening !== undefined &&
      opening !== null &&
      /^[^,;:(.]{0,70}[,;:(]/.test(words.slice(opening[0].length)) &&
      !holdsDrug(scoped, { start: unit.start, end: unit.start + opening[0].length + words.slice(opening[0].length).search(/[,;:(]/) });
    const taker = takesOver(scoped, unit, folded);
    if (
      taker === undefined &&
      !apart &&
      holdsDrug(scoped, unit) &&
      (never === null || holdsDrug(scoped, { start: unit.start, end: unit.start + never[0].length + 1 }))
    )
      return;
    const said =
      taker !== undefined
        ? (['stopped', CHANGED_FOR] as const)
        : ALL_STOPPED.test(words)
          ? (['stopped', ALL_STOPPED] as const)
          : never === null
            ? SAID.find(([, pattern]) => pattern.test(words))
            : (['contraindicated', NEVER_AGAIN] as const);
    if (said === undefined || OTHER_MATTER.test(words)) return;
    const before = [units[index - 1], units[index - 2]].find((one) => one !== undefined && holdsDrug(scoped, one));
    if (before === undefined || unit.start - before.end > REACH || /\n\s*\n/.test(page.text.slice(before.end, unit.start))) return;
    const only = taker === undefined ? subjectOf(scoped, before, folded) : ofItsKind(scoped, before, taker);
    const subjects = said[1] === ALL_STOPPED ? stoppedTogether(words, scoped, before) : only === undefined ? [] : [only];
    const drugs = subjects.flatMap(
      ({ drug }) => facts.find((fact) => fact.label === drug.substance && spans(before, fact) && fact.medication !== undefined) ?? [],
    );
    if (drugs.length === 0) return;
    const { qualifiers, cues } = qualify(analysis, unit);
    if (qualifiers.hypothetical || qualifiers.family || qualifiers.otherPerson) return;
    const [event, pattern] = said;
    const match = pattern.exec(words);
    const end = match === null ? 0 : match[0].length;
    const posology = event === 'changed' ? readPosology(folded, unit.start + end, Math.min(unit.end, unit.start + end + 80)) : undefined;
    const slice = (range: Range | undefined): string | undefined =>
      range === undefined ? undefined : page.text.slice(range.start, range.end).replace(/\s+/g, ' ').trim();
    const dose = slice(posology?.dose);
    if (event === 'changed' && dose === undefined) return;
    const frequency = slice(posology?.frequency);
    const reason =
      event === 'stopped'
        ? readReason(folded, {
            sentence: unit,
            name: { start: unit.start, end: unit.start },
            cue: { start: unit.start, end: unit.start + end },
            scopeEnd: unit.end,
          })
        : undefined;
    const date = dates.find(
      (mention) =>
        mention.start >= (pattern === ENDS_WITH_STOP ? unit.start + end : unit.start) &&
        mention.end <= unit.end &&
        mention.date !== undefined &&
        (mention.kind === 'absolute' || mention.kind === 'relative'),
    );
    const over =
      event === 'past'
        ? dates.find(({ kind, start }) => kind === 'period' && start >= unit.start && start < unit.start + end + 8)
        : undefined;
    if (event === 'past' && (over?.date === undefined || over.endDate === undefined)) return;
    const when = over?.date ?? date?.date ?? context.documentDate;
    for (const drug of drugs) {
      const { dci, brand, atc } = drug.medication ?? {};
      const citations = asCitations([cite(analysis, unit), drug.citations[0]]);
      if (citations === undefined) continue;
      const fact: Fact = {
        id: '',
        documentId: drug.documentId,
        kind: 'medication',
        label: drug.label,
        ...(drug.concept === undefined ? {} : { concept: drug.concept }),
        ...(drug.code === undefined ? {} : { code: drug.code }),
        status: event === 'past' ? 'past' : event === 'stopped' || event === 'contraindicated' ? 'stopped' : 'active',
        qualifiers: { ...qualifiers, negated: false },
        cues: cues.filter((cue) => cue.qualifier !== 'negated'),
        ...(when === undefined ? {} : { date: when, dateSource: (over ?? date) === undefined ? ('document' as const) : ('text' as const) }),
        ...(over?.endDate === undefined ? {} : { endDate: over.endDate }),
        medication: {
          event,
          ...(dci === undefined ? {} : { dci }),
          ...(brand === undefined ? {} : { brand }),
          ...(atc === undefined ? {} : { atc }),
          ...(dose === undefined ? {} : { dose }),
          ...(frequency === undefined ? {} : { frequency }),
          ...(reason === undefined ? {} : { reason: page.text.slice(reason.start, reason.end).replace(/\s+/g, ' ') }),
        },
        importance: 3,
        origin: 'rule:medication-pronoun',
        confidence: 0.75,
        citations,
      };
      found.push({ ...fact, id: factId('medication', fact.origin, fact.label, citations[0]) });
    }
  });
  return found;
}

/** "Les deux molécules incriminées ont été définitivement stoppées le 13/10", of as many drugs of the sentence before. */
const ALL_STOPPED = new RegExp(
  String.raw`^\W*(?:les|ces|tous les|toutes les) (deux|trois|quatre|2|3|4)(?: (?:molecules|medicaments|traitements|produits|substances|antalgiques|anticoagulants))?(?: [a-z]+)? (?:(?:ont|sont|seront|ont donc|sont donc) (?:ete )?)(?:[a-z]+ment |donc |tous |toutes )*${STOP_VERB}|^\W*(?:j'|je |on |nous )(?:ai |avons |a )?${STOP_VERB} (?:les|ces|tous les) (deux|trois|2|3)\b`,
);

function stoppedTogether(words: string, scoped: readonly Scoped[], before: Range): readonly Scoped[] {
  const match = ALL_STOPPED.exec(words);
  if (match === null) return [];
  const inside = scoped.filter(({ drug }) => drug.kind !== 'class' && drug.start >= before.start && drug.start < before.end);
  const drugs = [...new Map(inside.map((item) => [item.drug.substance, item])).values()];
  return drugs.length === numberOf(match[1] ?? match[2] ?? '') ? drugs : [];
}

/** The drug that a sentence changes to, where it opens with the change. */
const takesOver = (scoped: readonly Scoped[], unit: Range, folded: string): Scoped | undefined => {
  const first = scoped.find(({ drug }) => drug.start >= unit.start && drug.start < unit.end);
  return first !== undefined && CHANGED_FOR.test(folded.slice(unit.start, first.drug.start).replace(/\s/g, ' ')) ? first : undefined;
};

/** Letters of the ATC code that two drugs of one kind share. */
const KIND = 4;
function ofItsKind(scoped: readonly Scoped[], unit: Range, { drug: taker }: Scoped): Scoped | undefined {
  const same = scoped.filter(
    ({ drug }) =>
      drug.start >= unit.start &&
      drug.start < unit.end &&
      drug.substance !== taker.substance &&
      taker.atc !== undefined &&
      drug.atc?.slice(0, KIND) === taker.atc.slice(0, KIND),
  );
  return new Set(same.map(({ drug }) => drug.substance)).size === 1 ? same[0] : undefined;
}

const holdsDrug = (scoped: readonly Scoped[], unit: Range): boolean =>
  scoped.some(({ drug }) => drug.start >= unit.start && drug.start < unit.end);

const spans = (unit: Range, fact: Fact): boolean => {
  const { start, end } = fact.citations[0].span;
  return start < unit.end && end > unit.start;
};

/** "La sédation venait sans doute de la X": named as a cause, and the sentences behind it tell of another. */
const BLAMED =
  /\b(?:vien(?:t|nent)|venai(?:t|ent)|provien(?:t|nent)|provenai(?:t|ent)|du(?:e|s|es)? (?:sans doute |probablement )?|liee?s? (?:sans doute |probablement )?|imputable|secondaires?)(?: (?:sans doute|probablement|surement|plutot|surtout))? ?(?:de |du |d'|a |au |aux )(?:la |l'|le |les )?$/;

/** The only drug of a sentence, or the first that is not named in passing. */
function subjectOf(scoped: readonly Scoped[], unit: Range, folded: string): Scoped | undefined {
  const inside = scoped.filter(({ drug }) => drug.kind !== 'class' && drug.start >= unit.start && drug.start < unit.end);
  if (new Set(inside.map(({ drug }) => drug.substance)).size <= 1) {
    const [only] = inside;
    return only !== undefined && BLAMED.test(folded.slice(Math.max(unit.start, only.drug.start - 50), only.drug.start).replace(/\s/g, ' '))
      ? undefined
      : only;
  }
  const matters = inside.filter(
    ({ drug }) => !IN_PASSING.test(folded.slice(Math.max(unit.start, drug.start - 24), drug.start).replace(/\s/g, ' ')),
  );
  return new Set(matters.map(({ drug }) => drug.substance)).size === 1 ? matters[0] : undefined;
}
