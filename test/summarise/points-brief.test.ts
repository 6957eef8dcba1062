import { describe, expect, it } from 'vitest';
import { briefOf } from '../../src/summarise/points/brief.js';

describe('a clause of a point to remember', () => {
  it.each([
    [
      'Insuline glargine (ABASAGLAR) 18 unités, le soir ; autre dose écrite le 05/11/2026 : 16 U',
      'Insuline glargine (ABASAGLAR) 18 unités, le soir ; écrit le 05/11/2026 : 16 U',
    ],
    ['Prasugrel 10 mg, autre dose écrite en juin 2026 : 5 mg', 'Prasugrel 10 mg ; écrit en juin 2026 : 5 mg'],
    [
      'Allergie à la pénicilline écartée, le 20/11/2024, encore cité dans un document du 08/09/2026',
      'Allergie à la pénicilline écartée, le 20/11/2024, encore cité (08/09/2026)',
    ],
    [
      'Contre-indication : azathioprine, à ne pas donner — pancréatite, en juillet 2012',
      'azathioprine : à ne pas donner — pancréatite, en juillet 2012',
    ],
    ['Fluconazole : écrit comme à ne pas donner ou à éviter (02/04/2026)', 'Fluconazole : à ne pas donner ou à éviter (02/04/2026)'],
    ['Acamprosate (AOTAL) : arrêté, motif : non pris', 'Acamprosate (AOTAL) : non pris'],
    ['Amoxicilline : arrêté (29/09/2026), motif : durée prescrite écoulée', 'Amoxicilline : arrêté (29/09/2026), durée écoulée'],
    ['Sertraline : arrêté, motif : ne figure plus sur la liste du 16/06/2026', 'Sertraline : absent de la liste du 16/06/2026'],
    [
      'Pneumopathie, en janvier 2023, puis en novembre 2024, puis en mars 2026, puis le 11/03/2026',
      'Pneumopathie, en janvier 2023, puis le 11/03/2026',
    ],
    ['Bronchopneumopathie GOLD 2, le 08/11/2022, VEMS 53 % (03/11/2026)', 'Bronchopneumopathie GOLD 2, le 08/11/2022'],
    ['Asthme, depuis 2020, VEMS 88 % (juillet 2026)', 'Asthme, depuis 2020'],
    ['Hémoglobine 11,1 g/dL (11,9 en mars 2026), le 08/10/2026, anémie', 'Hémoglobine 11,1 g/dL (11,9 en mars), le 08/10/2026'],
    ['Scanner du 29 octobre : deux lésions, le 29/10/2026', 'Scanner du 29 octobre 2026 : deux lésions'],
    ['Radio de hanche du 20/04 : prothèse en place, le 20/04/2026', 'Radio de hanche du 20/04/2026 : prothèse en place'],
    ['Contrôle le 1er janvier 2027, le 01/01/2027', 'Contrôle le 1er janvier 2027'],
  ])('says "%s" in fewer words', (line, brief) => {
    expect(briefOf(line)).toBe(brief);
  });

  it.each([
    'Potassium 5,4 mmol/L (5,1 en février 2025), le 12/10/2026',
    'Norfloxacine : arrêté (21/05/2024), motif : non pris',
    'Scanner du 29 septembre : deux lésions, le 29/10/2026',
    'Calprotectine 246 µg/g, le 05/10/2026, selon le patient ou un tiers',
    'Pneumonie, le 08/11/2022, CRP 214 mg/L',
    'Anévrisme 41 mm, en juin 2021, puis en septembre 2025',
    'Ratio 20/04, le 20/04/2026, antécédent',
    'ACLASTA à reprogrammer, noté le 20/10/2026',
  ])('leaves "%s" as it is', (line) => {
    expect(briefOf(line)).toBe(line);
  });
});
