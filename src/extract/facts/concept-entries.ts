import devices from '../vocabulary/devices.json' with { type: 'json' };
import procedures from '../vocabulary/procedures.json' with { type: 'json' };
import gynaecology from '../vocabulary/problems-gynaecology.json' with { type: 'json' };
import head from '../vocabulary/problems-head.json' with { type: 'json' };
import infectionSkin from '../vocabulary/problems-infection-skin.json' with { type: 'json' };
import locomotor from '../vocabulary/problems-locomotor.json' with { type: 'json' };
import mind from '../vocabulary/problems-mind.json' with { type: 'json' };
import oncology from '../vocabulary/problems-oncology.json' with { type: 'json' };
import organs from '../vocabulary/problems-organs.json' with { type: 'json' };
import organsTwo from '../vocabulary/problems-organs-2.json' with { type: 'json' };
import precise from '../vocabulary/problems-precise.json' with { type: 'json' };
import specialties from '../vocabulary/problems-specialties.json' with { type: 'json' };
import symptoms from '../vocabulary/problems-symptoms.json' with { type: 'json' };
import problems from '../vocabulary/problems.json' with { type: 'json' };

/** A line of the vocabulary as its file writes it: one thing that clinicians name in several ways. */
export interface ConceptEntry {
  readonly id: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  /** Terms of a patient's own words: what they name is told under the label. */
  readonly spoken?: readonly string[];
  readonly system: string;
  /** disease, symptom, finding, injury, complication, risk, procedure, device; a head word ("récidive", "perte") names nothing alone. */
  readonly class: string;
  readonly importance: number;
  readonly chronic?: boolean;
  readonly cim10?: string;
  /**
   * The broader entry that this one goes with: what it is a kind of (a STEMI is an infarction), or the neighbour under which a reader looks
   * for it (Schatzki's ring under reflux). To deny the broader one denies this one, to ask for it finds this one, and a line of it may be
   * told under this one's; labels and codes are never taken over it.
   */
  readonly isA?: string;
  /** A thing left in the body by the act: a prosthesis. */
  readonly device?: boolean;
  /** Terms that mean this only where one of `contexts` stands nearby. */
  readonly ambiguous?: readonly string[];
  readonly contexts?: readonly string[];
}

/** Conditions, symptoms and findings. */
export const PROBLEMS: readonly ConceptEntry[] = [
  problems,
  locomotor,
  gynaecology,
  oncology,
  infectionSkin,
  head,
  mind,
  organs,
  organsTwo,
  symptoms,
  specialties,
  precise,
].flatMap((file) => file.entries as readonly ConceptEntry[]);
export const DEVICES: readonly ConceptEntry[] = devices.entries;
export const ACTS: readonly ConceptEntry[] = procedures.entries;
