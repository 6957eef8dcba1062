import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DocumentMetadata, Page } from '../../src/domain/document.js';
import { findDuplicates, type ComparableDocument } from '../../src/extract/duplicates.js';
import { describeDocument } from '../../src/extract/metadata/describe-document.js';
import { withOcrNoise } from './ocr-noise.js';

function document(
  id: string,
  text: string,
  source: Page['source'] = 'text-layer',
  version?: Partial<DocumentMetadata['version']>,
): ComparableDocument {
  const pages: Page[] = [{ number: 1, text, source, positions: [], furniture: [] }];
  const metadata = describeDocument({ fileName: id, pages });
  const sha256 = createHash('sha256').update(`${id}${text}`).digest('hex');
  return { id, sha256, pages, metadata: { ...metadata, version: { ...metadata.version, ...version } } };
}

const lab = (
  day: string,
  request: string,
  [haemoglobin, platelets, sodium, potassium, creatinine, ldl]: readonly string[],
): string => `LABORATOIRE DE BIOLOGIE MÉDICALE DES HALLES
14 place du Marché, 38000 VALBRENNE      Tél : 04 65 71 48 12
Biologistes médicaux : P. LAVERGNE, S. TORDMAN, G. OLIVE
M. TOURNIER Gilles                        Dossier n° ${request}
Né le 22/04/1967   Sexe : M               Prélevé le ${day} à 07h35, à jeun
Prescripteur : Dr BRUNET Nathalie         Édité le ${day} à 15h20
                          Résultat       Unité          Valeurs de référence
Hémoglobine ............. ${haemoglobin}          g/dL           13,4 - 16,7
Plaquettes .............. ${platelets}           G/L            150 - 400
Sodium .................. ${sodium}           mmol/L         136 - 145
Potassium ............... ${potassium}           mmol/L         3,4 - 4,5
Créatinine .............. ${creatinine}            µmol/L         62 - 106
LDL-cholestérol ......... ${ldl}          g/L            selon risque
Ce compte rendu ne peut être reproduit que dans son intégralité.
Validé par : P. LAVERGNE, biologiste médical`;

const LETTER = `Docteur Sophie ARNOUX
Cardiologie et maladies vasculaires
Marseille, le 20 juin 2023
Madame le Docteur BRUNET
Concerne : Monsieur TOURNIER Gilles, 22/04/1967
Chère consœur,
Je revois ce jour Monsieur Tournier, trois mois après son infarctus inférieur du 14 mars, dilaté et stenté sur la coronaire droite.
Il n'a pas refumé, il a repris le travail à mi-temps et ne présente ni douleur thoracique ni dyspnée.
L'examen est normal, la pression artérielle est à 128/76, le pouls à 58 par minute, le poids à 98 kg.
Le LDL du 12 juin est à 0,94 g/L : j'ajoute de l'ézétimibe 10 mg par jour et demande un contrôle dans trois mois.
Le bisoprolol est réduit de 5 à 2,5 mg par jour en raison de la fatigue et des cauchemars qu'il décrit.
La double antiagrégation est poursuivie jusqu'en mars 2024, puis l'aspirine seule au long cours.
Bien confraternellement,
Dr S. ARNOUX`;

const first = lab('12/06/2023', '230612-1047', ['15,0', '252', '140', '4,3', '86', '0,94']);
const second = lab('18/03/2024', '240318-0862', ['14,8', '236', '139', '4,4', '88', '0,78']);
const third = lab('16/09/2024', '240916-1311', ['14,9', '229', '140', '4,5', '90', '0,55']);

describe('findDuplicates', () => {
  it('keeps the successive reports of one laboratory', () => {
    expect(findDuplicates([document('a', first), document('b', second), document('c', third)])).toEqual([]);
  });

  it.each([0.01, 0.03, 0.05])('sees through a scan with %s of its characters misread', (rate) => {
    for (const text of [first, LETTER]) {
      const found = findDuplicates([document('scan', withOcrNoise(text, rate), 'ocr'), document('clean', text), document('other', second)]);
      expect(found).toMatchObject([{ documentId: 'scan', of: 'clean', kind: 'duplicate' }]);
    }
  });

  it.each([0.01, 0.03, 0.05])('does not take a scan of the next report (%s) for this one', (rate) => {
    expect(findDuplicates([document('scan', withOcrNoise(third, rate), 'ocr'), document('a', first), document('b', second)])).toEqual([]);
  });

  it('takes a reprint with a banner for the same', () => {
    expect(
      findDuplicates([document('a', first), document('b', `COPIE PATIENT - exemplaire pour le cardiologue\n\n${first}`)]),
    ).toMatchObject([{ documentId: 'b', of: 'a' }]);
  });

  it('keeps a letter copied with changes', () => {
    const dose = LETTER.replace('5 à 2,5 mg', '5 à 1,25 mg');
    const added = LETTER.replace('Bien confraternellement', 'Une épreuve d’effort est programmée en septembre.\nBien confraternellement');
    const rewritten = LETTER.replace(
      /Il n'a pas refumé.*/,
      "Il a recommencé à fumer dix cigarettes par jour, dort mal et se plaint de douleurs thoraciques à l'effort depuis dix jours.",
    );
    expect(findDuplicates([document('a', LETTER), document('b', dose)])).toEqual([]);
    expect(findDuplicates([document('a', LETTER), document('b', added)])).toEqual([]);
    expect(findDuplicates([document('a', LETTER), document('b', withOcrNoise(rewritten, 0.02), 'ocr')])).toEqual([]);
  });

  it('hides the version that another replaces, by its header or by its own words', () => {
    expect(
      findDuplicates([document('a', first, 'cda', { setId: 's', number: 1 }), document('b', second, 'cda', { setId: 's', number: 2 })]),
    ).toMatchObject([{ documentId: 'a', of: 'b', kind: 'replaced' }]);
    expect(
      findDuplicates([document('a', first, 'cda', { documentId: 'x' }), document('b', second, 'cda', { replaces: ['x'] })]),
    ).toMatchObject([{ documentId: 'a', of: 'b', kind: 'replaced' }]);
    const corrected = first.replace('4,3', '4,9').replace('Validé par', 'Ce compte rendu annule et remplace le précédent.\nValidé par');
    expect(findDuplicates([document('b', corrected), document('a', first)])).toMatchObject([
      { documentId: 'a', of: 'b', kind: 'replaced' },
    ]);
  });

  it('keeps the document with a text layer', () => {
    expect(findDuplicates([document('photo', first, 'ocr'), document('coded', first, 'cda')])).toMatchObject([
      { documentId: 'photo', of: 'coded', similarity: 1 },
    ]);
  });
});
