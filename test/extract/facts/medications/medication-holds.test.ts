import { describe, expect, it } from 'vitest';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** Sentences written for this test: none comes from a dossier. */
const events = (text: string): string[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const context = documentContext([analysis], { documentId: 'd', documentDate: '2024-03-20', birthDate: '1951-08-02' });
  return extractMedications(analysis, context).map(({ label, medication }) => `${medication?.event ?? ''} ${label}`);
};

const HELD: readonly string[] = [
  'Metformine : stop 48 h.',
  'Ramipril stop la veille.',
  'OZEMPIC arrêté une semaine avant.',
  'Arrêter le LOSARTAN la veille de l’intervention.',
  'Suspendre la metformine 48 h avant et après le scanner.',
  'KARDEGIC suspendu pendant la grippe, reprise le 12/02.',
  'STOP ENTRESTO pendant la gastro-entérite.',
  'Lasilix arrêté pendant 5 jours.',
  'XARELTO interrompu le 04/03, à reprendre à J2.',
  'Metformine arrêtée le 03/03, reprise prévue le 06/03.',
  'Méthotrexate suspendu le temps de l’infection.',
  'JARDIANCE : arrêt à J-3.',
];

const STANDING: readonly string[] = [
  'Le père souhaite l’arrêt de la RITALINE le week-end.',
  'La patiente voudrait arrêter son LEVOTHYROX.',
  'Elle demande à arrêter le tramadol.',
  'Il aimerait stopper la fluoxétine.',
  'Sa fille insiste pour arrêter l’IMOVANE.',
  'Sevrage du brivaracétam envisageable en 2027 si l’EEG se normalise.',
  'Arrêt de l’ELIQUIS à discuter au prochain rendez-vous.',
  'J’envisage un arrêt du pantoprazole.',
  'On pourra arrêter le bisoprolol dans un an.',
  'Se pose la question d’un arrêt de l’aspirine.',
  'XARELTO : arrêt si saignement.',
  'Faut-il arrêter la SIMVASTATINE ?',
  'Arrêt du LEXOMIL souhaité par la patiente.',
  'Arrêt de la metformine si le DFG passe sous 30.',
];

const STOPPED: readonly string[] = [
  'Topiramate : décroissance de 25 mg par semaine, arrêt effectif le 23 avril 2024.',
  'TARDYFERON fini depuis septembre 2023.',
  'Cure de TARDYFERON terminée le 15 janvier.',
  'Le néphrologue demande l’arrêt de la metformine.',
  'Je lui demande d’arrêter l’IBUPROFENE.',
  'Je souhaite l’arrêt du LEXOMIL.',
  'Arrêt de la PREGABALINE le 9 juin, inefficace.',
  'Je propose d’arrêter le pantoprazole.',
  'ZOLPIDEM arrêté trois jours après la chute.',
  'CORDARONE arrêtée pendant l’hospitalisation.',
  'Il a arrêté lui-même le TAHOR, sans reprise.',
  'STOP URBANYL depuis le 05/01/2024, RAS.',
  'Amlodipine arrêtée pour œdèmes.',
];

describe('holds, wishes and plans', () => {
  it.each(HELD)('a hold is no stop: %s', (text) => {
    expect(events(text).filter((event) => /^(?:stopped|contraindicated|past)/.test(event))).toEqual([]);
    expect(events(text)).not.toEqual([]);
  });
  it.each(STANDING)('a wish, a plan or a condition is no stop: %s', (text) => {
    expect(events(text).filter((event) => /^(?:stopped|contraindicated|past)/.test(event))).toEqual([]);
    expect(events(text)).not.toEqual([]);
  });
  it.each(STOPPED)('a stop that is done stays one: %s', (text) => {
    expect(events(text)[0]).toMatch(/^stopped/);
  });
  it.each([
    'Le tribunal rejette la demande d’interdiction du méthylphénidate.',
    'Levée de l’interdiction de la RITALINE.',
    'Aucune interdiction du paracétamol.',
  ])('a ban that is refused is none: %s', (text) => {
    expect(events(text).filter((event) => event.startsWith('contraindicated'))).toEqual([]);
  });
});
