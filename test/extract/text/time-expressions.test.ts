import { describe, expect, it } from 'vitest';
import { findTimes } from '../../../src/extract/text/time-expressions.js';
import { pageOf } from './marked.js';

const read = (text: string): string[] =>
  findTimes(pageOf(text), { documentDate: '2021-09-04' }).map(({ start, end }) => text.slice(start, end));

describe('findTimes', () => {
  it.each([
    ['Hospitalisé à deux reprises, vu trois fois', ['à deux reprises', 'trois fois']],
    ['2 g par jour en deux prises pendant 10 jours', ['par jour en deux prises', 'pendant 10 jours']],
    ['deux injections par jour, 5 séances/semaine', ['deux injections par jour', '5 séances/semaine']],
    ['toutes les 8 heures puis chaque trois semaines', ['toutes les 8 heures', 'chaque trois semaines']],
    ['un jour sur deux, soins quotidiens, IRM semestrielle', ['un jour sur deux', 'quotidiens', 'semestrielle']],
    ['suites post-opératoires, bilan préopératoire, en per opératoire', ['post-opératoires', 'préopératoire', 'per opératoire']],
    ['les jours suivants, durant toute la grossesse', ['les jours suivants', 'durant toute la grossesse']],
    ['intéressant au début le dos, plus tard le tronc', ['au début', 'plus tard']],
    ['opéré en mars 2012 et postopératoire simple', ['mars 2012', 'postopératoire']],
    ["opérée il y'a deux ans", ["il y'a deux ans"]],
    // Near misses: a rate, a multiple of a norm, the taking of a drug, a part of a thing.
    ['148 battements par minute, 80/min', []],
    ['à 6 fois la normale ; une prise médicamenteuse', []],
    ['au début de la phrase, préopérculaire', []],
    ['2 mg/kg, 12 cm/s', []],
    ['sus-décalage ST en AVr, onde T négative en aVR, vu en avr.', ['avr.']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
