import type { SynthesisContract } from '../../src/summarise/contract.js';
import type { CorpusDossier, Evidence } from '../../eval/gold.js';

/** The synthesis that a perfect reader would make: built from the gold alone, one for each reason. */
export function goldSynthesis(dossier: CorpusDossier): [SynthesisContract, ...SynthesisContract[]] {
  const { gold, listing, texts } = dossier;
  const cite = ({ doc, quote }: Evidence) => {
    const start = (texts.get(doc) ?? '').indexOf(quote);
    return { document: `${doc}.pdf`, documentId: doc, page: 1, start, end: start + quote.length, quote };
  };
  const firstLine = (doc: string) => cite({ doc, quote: (texts.get(doc) ?? '').split('\n')[0] ?? '' });
  const drug = ({ label, brand, evidence }: CorpusDossier['gold']['currentMedications'][number]) => ({
    label,
    ...(brand == null || brand === '' ? {} : { brand }),
    citations: evidence.map(cite),
  });
  const whole: SynthesisContract = {
    patient: { firstNames: [] },
    referenceDate: listing.referenceDate,
    reason: null,
    since: null,
    highlights: [],
    sections: [
      {
        code: '11450-4',
        title: 'Problèmes',
        emptyReason: null,
        statements: gold.facts.map(({ id, kind, label, value, unit, status, evidence }) => ({
          id,
          text: [label, value, unit].filter((part) => part != null && part !== '').join(' '),
          importance: 2,
          rule: 'gold',
          fact: {
            kind,
            label,
            status: status === 'suspected' ? 'suspected' : 'active',
            qualifiers: { negated: false, hypothetical: false, family: kind === 'family-history', historical: false, reported: false },
          },
          citations: evidence.map(cite),
        })),
      },
    ],
    treatments: { current: gold.currentMedications.map(drug), stopped: gold.stoppedMedications.map(drug) },
    timeline: gold.timeline.map(({ date, label, kind, doc, importance }) => ({
      date,
      label,
      kind,
      importance,
      citations: [firstLine(doc)],
    })),
    series: gold.labSeries.map(({ analyte, unit, points }) => ({
      analyte,
      unit,
      points: points.map(({ date, value, doc }) => ({ date, value, citations: [firstLine(doc)] })),
    })),
    vigilance: gold.conflicts.map(({ label, evidence }) => ({
      kind: 'conflict',
      text: label,
      rule: 'gold',
      importance: 2,
      citations: evidence.map(cite),
    })),
    prevention: gold.prevention.map(({ label, evidence }) => ({ label, status: 'done', rule: 'gold', citations: evidence.map(cite) })),
    relevance: [],
    answers: gold.absent.map(({ question }) => ({ question, found: false, text: 'Information non trouvée', citations: [] })),
    documents: listing.documents.map(({ id, title, type, date }) => ({
      file: `${id}.pdf`,
      title,
      type,
      date,
      author: null,
      pages: 1,
      status: gold.misfiled.includes(id) ? 'quarantined' : gold.duplicates.some((group) => group.indexOf(id) > 0) ? 'duplicate' : 'read',
      pagesQuarantined: [],
    })),
    otherDates: [],
    dropped: {},
    provenance: { generatedAt: '2026-11-16T00:00:00Z', version: 'gold', models: [] },
  };
  const ranked = gold.relevance.map(({ reason, relevant, partial, irrelevant }) => ({
    ...whole,
    reason,
    relevance: [...relevant, ...partial, ...irrelevant].map((document, index) => ({ document: `${document}.pdf`, score: -index, why: '' })),
  }));
  return [whole, ...ranked];
}
