import { sectionAt } from '../../text/analyse-page.js';
import type { PageAnalysis, Range, SectionKind } from '../../text/analysis.js';
import { findAnalytes } from './value-lexicon.js';
import { findDrugs } from '../medications/medication-lexicon.js';

/** A measure of a form whose name no vocabulary holds: the name as written, its figures, its unit or its maximum. */
export interface LabelledValue extends Range {
  readonly label: string;
  readonly written: Range;
  readonly number: number;
  readonly unit: string;
}

const NUMBER = String.raw`\d{1,4}(?:[.,]\d{1,2})?`;
/** Units of measures, and of no dose. */
const UNIT = String.raw`(?:mm|cm|cm2|cm²|mmhg|cmh2o|db|ms|ml\/s|m\/s|cm\/s|kpa|µm|µv|uh|dioptries|%|°)(?![a-z0-9²/])`;
const LABEL = String.raw`[a-z][a-z0-9'’() /.-]{1,48}?`;
const LINE = new RegExp(
  String.raw`(?:^|;\s|\s{3,}|[.]\s(?=[a-z]))[ \t*•>–-]*(${LABEL})\s?:\s*(${NUMBER}(?:\s?x\s?${NUMBER}){0,2})\s?(?:(${UNIT})|\/\s?(\d{1,3})(?![\d/]|[.,]\d))`,
  'gm',
);
/** Names of what is counted, done or given, and of no measure. */
const NO_MEASURE =
  /\b(?:pages?|seances?|doses?|cures?|cycles?|ref(?:erence)?s?|dossier|numero|tour|dates?|jours?|heures?|objectifs?|cibles?|seuils?|normes?|limites?|prochaine?|prevue?|valeurs?|resultats?|score|total|taux|soit|risque|invalidite|ipp|incapacite|remboursement|prise en charge|temps de travail|activite|quotite|exoneration|solution|serum|glucose|oxygene|dilution|concentration|comprimes?|posologie|aiguille|sonde|canule|bas|chambre|lit|box|code|tel|incision|trocart|mediane?|moyenne|medecin|reserves?)\b/;
const SILENT: ReadonlySet<SectionKind> = new Set([
  'prescription',
  'plan',
  'current-medications',
  'discharge-medications',
  'admission-medications',
  'stopped-medications',
  'technique',
  'procedure',
  'family-history',
]);
const SMALLEST_SCALE = 4;

/**
 * "Sac anévrismal : 51 mm", "Dénomination : 41/60", "Lobe droit : 48 x 17 x 15 mm": what the lines of a form measure under a name of their
 * own. A drug's, a day's or an objective's line is none.
 */
export function readLabelled(analysis: PageAnalysis): readonly LabelledValue[] {
  const { folded, page } = analysis;
  return [...folded.matchAll(LINE)].flatMap((match): LabelledValue[] => {
    const [whole, label = '', figures = '', unit, scale] = match;
    const start = match.index + whole.indexOf(label);
    const number = Number(figures.split('x')[0]?.trim().replace(',', '.'));
    const section = sectionAt(analysis, start)?.kind;
    if (
      NO_MEASURE.test(label) ||
      label.trim().split(/\s+/).length > 6 ||
      (section !== undefined && SILENT.has(section)) ||
      (scale !== undefined && (Number(scale) < SMALLEST_SCALE || number > Number(scale) || figures.includes('x'))) ||
      findDrugs(label).length > 0 ||
      // What the vocabulary knows, the readers of sentences have told or left out for a reason.
      findAnalytes(page.text, folded, start, start + label.length).some(({ analyte }) => analyte.units.size > 0)
    )
      return [];
    const at = match.index + whole.lastIndexOf(figures, whole.length - (unit ?? scale ?? '').length);
    const end = match.index + whole.length;
    const name = page.text
      .slice(start, start + label.length)
      .replace(/\s+/g, ' ')
      .trim();
    return [
      {
        start,
        end,
        label: name.charAt(0).toUpperCase() + name.slice(1),
        written: { start: at, end: at + figures.length },
        number,
        unit: scale === undefined ? page.text.slice(end - (unit ?? '').length, end) : `/${scale}`,
      },
    ];
  });
}
