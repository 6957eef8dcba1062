import { z } from 'zod';
import { PartialDate } from '../../domain/citation.js';
import { ContractCitation } from '../contract.js';

const Cited = z.array(ContractCitation).min(1);
/** "done" with its proof; "unknown" where nothing read proves it; "to-come" before its time; "refused" where a source says that it was not done. */
const Progress = z.enum(['done', 'unknown', 'to-come', 'refused']);

const GrowthPoint = z.object({
  date: PartialDate,
  /** Age in months, not corrected for a birth before term. */
  months: z.number(),
  value: z.number(),
  /** As the source writes it: "2 310 g". */
  written: z.string(),
  citations: Cited,
});

export const ChildView = z.object({
  birthDate: PartialDate,
  sex: z.enum(['M', 'F', 'U']).optional(),
  /** Gestational age at birth as a source writes it, where it is before 37 weeks. */
  preterm: z.object({ text: z.string(), citations: Cited }).optional(),
  growth: z.array(
    z.object({
      measure: z.enum(['weight', 'height', 'head', 'bmi']),
      label: z.string(),
      unit: z.string(),
      points: z.array(GrowthPoint),
      /** Curves of the WHO at −2, −1, 0, +1 and +2 standard deviations, as [months, value]; absent without the child's sex. */
      reference: z.array(z.object({ sd: z.number(), points: z.array(z.tuple([z.number(), z.number()])) })).optional(),
    }),
  ),
  examinations: z.array(
    z.object({
      label: z.string(),
      certificate: z.string().optional(),
      status: Progress,
      date: PartialDate.optional(),
      citations: z.array(ContractCitation),
    }),
  ),
  vaccinations: z.array(
    z.object({
      label: z.string(),
      doses: z.array(
        z.object({
          age: z.string(),
          status: Progress,
          date: PartialDate.optional(),
          product: z.string().optional(),
          citations: z.array(ContractCitation),
        }),
      ),
    }),
  ),
  rules: z.array(z.string()),
});
export type ChildView = z.infer<typeof ChildView>;

/** Completed weeks and days of amenorrhoea. */
const Term = z.object({ weeks: z.int(), days: z.int() });

export const PregnancyView = z.object({
  /** First day of the weeks of amenorrhoea, counted back from what `dating` quotes. */
  start: PartialDate,
  dating: z.object({ text: z.string(), citations: Cited }),
  /** At the reference date, or at the birth. */
  term: Term,
  /** 41 weeks of amenorrhoea. */
  due: PartialDate,
  ended: z.object({ date: PartialDate, text: z.string(), citations: Cited }).optional(),
  events: z.array(z.object({ date: PartialDate, term: Term, kind: z.string(), label: z.string(), importance: z.int(), citations: Cited })),
  measures: z.array(
    z.object({
      label: z.string(),
      unit: z.string(),
      points: z.array(z.object({ date: PartialDate, term: Term, value: z.string(), flag: z.string().optional(), citations: Cited })),
    }),
  ),
  followUp: z.array(
    z.object({
      label: z.string(),
      rule: z.string(),
      fromWeeks: z.number(),
      toWeeks: z.number(),
      status: z.enum(['done', 'unknown', 'now', 'to-come']),
      date: PartialDate.optional(),
      citations: z.array(ContractCitation),
    }),
  ),
  rules: z.array(z.string()),
});
export type PregnancyView = z.infer<typeof PregnancyView>;

export const DiabetesView = z.object({
  condition: z.object({ label: z.string(), citations: Cited }),
  hba1c: z.array(z.object({ date: PartialDate, value: z.number(), written: z.string(), citations: Cited })),
  /** Readings with their hour, in minutes from midnight; `grams` is the value in g/L, for the axis alone. */
  readings: z.array(z.object({ date: PartialDate.optional(), minutes: z.int(), grams: z.number(), written: z.string(), citations: Cited })),
  /** What a sensor's report sums up: time in range, mean, variation. */
  sensor: z.array(z.object({ label: z.string(), date: PartialDate, value: z.string(), citations: Cited })),
  followUp: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      rule: z.string(),
      status: z.enum(['recent', 'older', 'unknown']),
      date: PartialDate.optional(),
      /** Whole months from the last time to the reference date. */
      monthsAgo: z.int().optional(),
      text: z.string().optional(),
      citations: z.array(ContractCitation),
    }),
  ),
  rules: z.array(z.string()),
});
export type DiabetesView = z.infer<typeof DiabetesView>;

/** Each view is there where the dossier calls for it, and absent otherwise. */
export const SpecialViews = z.object({
  child: ChildView.optional(),
  pregnancy: PregnancyView.optional(),
  diabetes: DiabetesView.optional(),
});
export type SpecialViews = z.infer<typeof SpecialViews>;
