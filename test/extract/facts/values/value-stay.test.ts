import { describe, expect, it } from 'vitest';
import { findStay } from '../../../../src/extract/facts/values/value-stay.js';
import { fold } from '../../../../src/extract/text/fold.js';

describe('the dates of a stay', () => {
  it.each([
    ['Entré le 21 mai 2021 (SPDT), sorti le 25 juin 2021', '2021-05-21', '2021-06-25'],
    ['Lettre de liaison à la sortie (séjour 04/07 - 12/07/2022)', '2022-07-04', '2022-07-12'],
    ['Hospitalisation 28/12 au 03/01/2023', '2022-12-28', '2023-01-03'],
    ['M. DURAND Jean, 09/03/1962 du\n25/09/2023 au 17/10/2023', '2023-09-25', '2023-10-17'],
    ['Hospitalisé du 04/03/2025 au 15/03/2025', '2025-03-04', '2025-03-15'],
    ['Entrée : 02/02/2024   Sortie : 09/02/2024', '2024-02-02', '2024-02-09'],
    ['Entre le 3 mars 2021 et le 5 avril 2021', undefined, undefined],
    ['Suivi entre le 3 mars 2021 et ce jour', undefined, undefined],
    ['Hospitalisée le 3 mars 2015 pour une pneumonie', undefined, undefined],
    ['Arrêt de travail 2021 du 04/03/2021 au 15/03/2021', undefined, undefined],
  ])('%s', (text, entry, exit) => {
    const stay = findStay(fold(text));
    expect([stay.entry, stay.exit]).toEqual([entry, exit]);
  });
});
