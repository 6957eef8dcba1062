import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

/** What a letter affirms of its patient. */
const affirmed = (text: string): readonly string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text: `Chère Consœur,\n\n${text}`, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter(
      ({ kind, status, qualifiers }) =>
        (kind === 'condition' || kind === 'procedure') &&
        ['active', 'past', 'resolved'].includes(status) &&
        !Object.values(qualifiers).some(Boolean),
    )
    .map(({ label }) => label);

/** Every way of saying it with every noun: a frame holds `{un}` (un lymphome), `{de}` (de lymphome), `{le}` or `{nom}`. */
const NOUNS = [
  { nom: 'pneumopathie', un: 'une pneumopathie', de: 'de pneumopathie', le: 'la pneumopathie' },
  { nom: 'lymphome', un: 'un lymphome', de: 'de lymphome', le: 'le lymphome' },
  { nom: 'embolie pulmonaire', un: 'une embolie pulmonaire', de: "d'embolie pulmonaire", le: "l'embolie pulmonaire" },
];
const filled = (frame: string): readonly string[] =>
  NOUNS.map((noun) => {
    const text = frame.replace(/\{(\w+)\}/g, (_, form: keyof typeof noun) => noun[form]);
    return text.charAt(0).toUpperCase() + text.slice(1);
  });

const DENIED = [
  "Il n'existe pas {de}.",
  "Ce qui écarte pour l'instant {un}.",
  'Le scanner élimine à ce stade {un}.',
  'La biopsie infirme donc {un}.',
  'Le bilan plaide contre {un}.',
  "L'imagerie n'évoque pas {un}.",
  "{de}, point d'image.",
  "{de}, il n'y en a pas.",
  '{de}, nulle trace.',
  'Nous ne retenons donc pas {le}.',
  'On ne croit plus à {un}.',
  "La piste d'{un} a été démentie.",
  "L'hypothèse d'{un} s'est avérée fausse.",
  '{nom} : diagnostic démenti.',
  '{nom} : à oublier.',
  '{nom} hors de cause.',
  'Étiquetée à tort comme {un}.',
];
const DOUBTED = [
  '{nom} : peu crédible.',
  '{nom} : invraisemblable.',
  'Le bilan rend peu probable {un}.',
  'Tableau faisant craindre {un}.',
  "Dans l'hypothèse où survenait {un}, rappeler.",
  'Au pire : {nom}.',
  'À craindre : {nom}.',
  "L'interne avait cru à {un}.",
  '{nom} en attente de confirmation.',
  '{un} a été soulevé par le kinésithérapeute ; les critères ne sont pas remplis, nous ne le retenons pas.',
];
const OF_OTHERS = [
  'Mamie : {nom} à 71 ans.',
  'Tonton : {nom}.',
  "Notion d'{un} chez deux cousins.",
  "Notion d'{un} dans la branche paternelle.",
  "Le groupe compte un monsieur atteint d'{un}.",
];
const ACTS = [
  'Merci de faire une coloscopie.',
  'Je vous laisse organiser une coloscopie.',
  "Elle n'est pas venue pour une coloscopie.",
  'Il a oublié sa coloscopie.',
  'Toute future arthroscopie nécessitera une prévention.',
];

describe('rare ways of not affirming', () => {
  it.each([...DENIED, ...DOUBTED, ...OF_OTHERS].flatMap(filled))('%s', (text) => {
    expect(affirmed(text)).toEqual([]);
  });
  it.each(ACTS)('%s', (text) => {
    expect(affirmed(text)).toEqual([]);
  });
});

describe('words that deny nothing', () => {
  it.each([
    ["Mise au point d'un lymphome connu.", 'Lymphome'],
    ['Elle souffre, au point de ne plus dormir, d’une lombalgie.', 'Lombalgie'],
    ['De retour de vacances, pneumopathie franche.', 'Pneumopathie'],
    ['De plus, lymphome stable.', 'Lymphome'],
    ['Traitée pour une pneumopathie, qui a donc guéri.', 'Pneumopathie'],
  ])('%s', (text, label) => {
    expect(affirmed(text).join()).toContain(label);
  });
});
