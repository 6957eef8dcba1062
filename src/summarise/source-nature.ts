import type { DocumentSummary } from '../domain/synthesis.js';
import { fold } from './text.js';

/** What a document is, as far as trusting it goes. */
export type SourceNature =
  | 'prescription'
  | 'discharge'
  | 'operation'
  | 'pathology'
  | 'laboratory'
  | 'imaging'
  | 'letter'
  | 'emergency'
  | 'vaccination'
  | 'peripheral'
  | 'other';

const NATURE_BY_CODE: Readonly<Record<string, SourceNature>> = {
  '57833-6': 'prescription',
  '11490-0': 'discharge',
  '34112-3': 'discharge',
  '34105-7': 'discharge',
  '34874-8': 'operation',
  '11504-8': 'operation',
  '11526-1': 'pathology',
  '11502-2': 'laboratory',
  '18748-4': 'imaging',
  '18842-5': 'discharge',
  '34878-9': 'emergency',
  '34111-5': 'emergency',
  '11488-4': 'letter',
  '11369-6': 'vaccination',
  '87273-9': 'vaccination',
};

const NATURE_BY_TITLE: readonly (readonly [RegExp, SourceNature])[] = [
  [/urgence.*(passage|observation|compte)|passage.*urgence|observation.*urgence|service d accueil des urgences/, 'emergency'],
  [
    /^(?:compte rendu |cr |passage |fiche |dossier |medicale? )*(?:aux? |des |de |du )*(?:urgences?|sau|smur|samu)\b(?! .*(?:geriatrie|liaison))/,
    'emergency',
  ],
  [
    /liaison d urgence|fiche(?! (?:de )?(?:rcp|reunion de concertation|seance))|dlu\b|questionnaire|audioprothe|dietet|carnet de suivi|message d(?!r\b|octeur)|^mes |pilulier|cahier de|\b(?:mail|courriel|message|mot|notes?) (?:de |du )?(?:la |le |l |sa |son |ma )?(?:fille|fils|epouse|epoux|mari|patiente?|mere|pere|maman|papa|famille|niece|neveu|soeur|frere|aidante?)\b/,
    'peripheral',
  ],
  [/ordonnance|prescription/, 'prescription'],
  [/operatoire|^cro\b|coloscopie|endoscopie|fibroscopie/, 'operation'],
  [/anatom|anapath|histolog|cytolog/, 'pathology'],
  [/biolog|analyses|laboratoire|ecbu/, 'laboratory'],
  [/\birm\b|scanner|tdm|echograph|radiograph|imagerie|densitometrie|mammograph/, 'imaging'],
  [/vaccin/, 'vaccination'],
  [/hospitalisation|sortie|\bcrh\b/, 'discharge'],
  [/lettre|courrier|consultation|avis/, 'letter'],
];

export function natureOf(document: DocumentSummary): SourceNature {
  const title = fold(document.title);
  const byTitle = NATURE_BY_TITLE.find(([pattern]) => pattern.test(title))?.[1];
  // An emergency record is often deposited under a generic type: its title says more.
  if (byTitle === 'emergency' || byTitle === 'peripheral') return byTitle;
  const code = document.type;
  return (code === undefined ? undefined : NATURE_BY_CODE[code]) ?? byTitle ?? 'other';
}
