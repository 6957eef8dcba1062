import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const refusalsOf = (text: string): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text: `Consultation.\n\n${text}`, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2026-11-06',
    birthDate: '1953-02-11',
  })
    .filter(({ kind, concept }) => kind === 'directive' && concept === 'refus-de-soin')
    .map(({ label }) => label);

describe('care that is refused', () => {
  it.each([
    ['whom others refuse', 'L’équipe demande du LOXAPAC : refusé par le senior.'],
    ['what the patient asked for', 'Elle voulait du fluconazole pour une mycose : refusé.'],
    ['what the patient asked for, in a note', 'Dort mal, demande « son zolpidem » => refus, hygiène du sommeil.'],
    ['what a doctor does not prescribe', 'J’ai refusé le zolpidem qu’elle demandait.'],
    ['what was kept from the patient', 'On lui a toujours refusé les bêtalactamines.'],
    ['an examination that radiologists refuse', 'L’IRM a été refusée par les radiologues.'],
    ['a fund', 'Une demande pour surdité a été refusée en 2013.'],
    ['the doctor’s own wish', 'Je ne souhaite pas de méthotrexate chez lui.'],
    ['accepted since', 'Biopsie : elle l’a d’abord refusée, puis a donné son accord.'],
    ['accepted since, in a note', 'Réhabilitation refusée une première fois, acceptée maintenant.'],
    ['a sign of infants', 'Si plus de 60/min, refus de boire : revenir.'],
    ['a condition', 'Si toxicité ou refus : repasser en RCP.'],
    ['no refusal', 'Don d’organes : pas de refus connu.'],
    ['no care', 'Sexe : ne souhaite pas savoir.'],
    ['no care, of a paper', 'Ne veut pas que ce soit écrit pour le permis.'],
    ['a comment', 'Ce refus est réfléchi.'],
    ['nothing that is named anywhere', 'Il va bien. Refuse pour l’instant.'],
  ])('none of the patient’s: %s', (_, text) => {
    expect(refusalsOf(text)).toEqual([]);
  });

  it.each([
    ['EHPAD demandé par la famille : refusé par la patiente.', 'EHPAD demandé par la famille : refusé par la patiente'],
    ['La coloscopie demandée en 2025 : refusée.', 'La coloscopie demandée en 2025 : refusée'],
    ['J’ai refusé la coloscopie.', 'J’ai refusé la coloscopie'],
    ['Refuse la varénicline, accepterait des patchs.', 'Refuse la varénicline, accepterait des patchs'],
    ['HÉPATITE B\nNon vacciné. Vaccin proposé, refusé pour l’instant.', 'HÉPATITE B : vaccin proposé, refusé pour l’instant'],
    ['Arrêt de travail ? refuse pour l’instant.', 'Arrêt de travail : refuse pour l’instant'],
    ['Je lui ai reproposé SEROPLEX. Nouveau refus.', 'SEROPLEX : nouveau refus'],
  ])('the patient’s: %j', (text, label) => {
    expect(refusalsOf(text)).toEqual([label]);
  });
});
