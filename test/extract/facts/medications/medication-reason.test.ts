import { describe, expect, it } from 'vitest';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

function reasonOf(text: string, drug: string): string | undefined {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const facts = extractMedications(analysis, { documentId: 'd', documentDate: '2026-10-01' });
  const fact = facts.find(({ label, medication }) => label === drug && medication?.reason !== undefined);
  if (fact !== undefined) expect(fact.citations[0].quote.replace(/\s+/g, ' ')).toContain(fact.medication?.reason);
  return fact?.medication?.reason;
}

describe('why a drug was stopped', () => {
  it.each([
    ['Amlodipine (débutée le 12/04) arrêtée le 20/04 : œdèmes des chevilles.', 'amlodipine', 'œdèmes des chevilles'],
    ['Propranolol 40 mg pour les migraines arrêté en 2018 : bradycardie et fatigue.', 'propranolol', 'bradycardie et fatigue'],
    ['LAMICTAL essayé en 2016 : éruption fébrile au 12e jour, interrompu.', 'lamotrigine', 'éruption fébrile au 12e jour'],
    ['VESICARE arrêté en 2022 (constipation, bouche sèche), BETMIGA depuis.', 'solifénacine', 'constipation, bouche sèche'],
    ['Ramipril arrêté il y a trois mois, toux.', 'ramipril', 'toux'],
    ['Abacavir : arrêt pour le cœur, pas allergie\nIntolérance : aucune', 'abacavir', 'le cœur'],
    ['Tuberculose latente traitée en 2012 par isoniazide seul, arrêté en 2013.', 'isoniazide', undefined],
    ['Un essai de sevrage de la sertraline a été mené en mars, arrêt complet.', 'sertraline', undefined],
    ['Toux sèche sous périndopril, déjà signalée : relais par irbésartan.', 'périndopril', 'Toux sèche'],
    ['Virage sous venlafaxine en 2015.', 'venlafaxine', 'Virage'],
    ['Courrier ophtalmo: maculopathie plaquenil -> STOP.', 'hydroxychloroquine', 'maculopathie'],
    ['Devenue inutile : on arrête OPTIMIZETTE ce jour.', 'désogestrel', 'Devenue inutile'],
    ['Devant une toux persistante, j’arrête le périndopril.', 'périndopril', 'une toux persistante'],
    [
      "=> hypothyroïdie induite par l'amiodarone.\nCORDARONE : stop ce jour, définitif (éliminée sur plusieurs mois).",
      'amiodarone',
      'hypothyroïdie',
    ],
    ["Toxidermie imputée à l'allopurinol. ZYLORIC stoppé ce jour.", 'allopurinol', 'Toxidermie'],
    ['CPK à 890 : arrêt TAHOR.', 'atorvastatine', 'CPK à 890'],
    ['FAMPYRA en 2022 inefficace, arrêté en mars 2023.', 'fampridine', 'inefficace'],
    ['RIVOTRIL arrêté car inefficace et sédatif.', 'clonazépam', 'inefficace et sédatif'],
    ['Je remplace le ramipril par le candésartan pour une toux sèche.', 'ramipril', 'une toux sèche'],
    [
      'Le COAPROVEL a été arrêté (composante thiazidique chez un goutteux) et remplacé.',
      'irbésartan + hydrochlorothiazide',
      'composante thiazidique chez un goutteux',
    ],
    ['Kaliémie à 5,8 le 4 février, ce qui a conduit à l’arrêt du candésartan le 5.', 'candésartan', 'Kaliémie à 5,8 le 4 février'],
  ])('%s', (text, drug, reason) => {
    expect(reasonOf(text, drug)).toBe(reason);
  });

  it.each([
    // What it was taken for, another matter behind a semicolon, how long it took, another drug's brackets.
    ['Propranolol pour les migraines arrêté en 2018.', 'propranolol'],
    ['Azathioprine arrêtée ce jour ; récidive à prévenir (endoscopie à 6 mois).', 'azathioprine'],
    ['Topiramate arrêté le 15 janvier 2026, elle me le confirme. Migraines supportables.', 'topiramate'],
    ['Paroxétine arrêtée sur quatre mois.', 'paroxétine'],
    ['ZECLAR arrêté dès l’entrée, relais amoxicilline 1 g x2 (allergie levée en 2022).', 'clarithromycine'],
    ['Elle voulait du fluconazole pour une mycose : refusé.', 'fluconazole'],
  ])('reads none in: %s', (text, drug) => {
    expect(reasonOf(text, drug)).toBeUndefined();
  });
});
