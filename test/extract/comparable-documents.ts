import { createHash } from 'node:crypto';
import type { DocumentMetadata, Page } from '../../src/domain/document.js';
import type { ComparableDocument } from '../../src/extract/duplicates.js';
import { describeDocument } from '../../src/extract/metadata/describe-document.js';

/** A document of one page, described from its text. */
export function document(
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

/** A laboratory's report; its layout is always the same. */
export const lab = (
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

export const LETTER = `Docteur Sophie ARNOUX
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
