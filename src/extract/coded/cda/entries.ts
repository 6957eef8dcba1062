import type { XmlElement } from '../xml.js';
import { attribute, elementsOf } from '../xml.js';
import { readDevice, readEncounter, readProcedure, relativeOf } from './acts.js';
import type { EntryContext } from './entry-context.js';
import { hasTemplate } from './entry-context.js';
import { isImmunization, readImmunization } from './immunizations.js';
import { isSubordinate, readDispensation, readMedication } from './medications.js';
import { isAttributeOfParent, isLabResult, isolateOf, readLabResult, readObservation } from './observations.js';
import { isAllergy, isProblem, readAllergy, readProblem } from './problems.js';

const FAMILY_OBSERVATION = ['1.3.6.1.4.1.19376.1.5.3.1.4.13.3', '1.2.250.1.213.1.1.3.51'];
const DISPENSATION = ['1.3.6.1.4.1.19376.1.9.1.3.4', '1.2.250.1.213.1.1.3.204'];
const DEVICE = ['1.2.250.1.213.1.1.3.20'];
const SPECIMEN = ['1.3.6.1.4.1.19376.1.3.1.2', '1.2.250.1.213.1.1.3.77'];

/** Reads one clinical statement and those nested under it. */
export function readStatement(node: XmlElement, context: EntryContext): void {
  switch (node.name) {
    case 'observation':
      readObservationLike(node, context);
      return;
    case 'substanceAdministration':
      if (isSubordinate(node)) return;
      if (isImmunization(node)) readImmunization(node, context);
      else readMedication(node, context);
      return;
    case 'supply':
      if (hasTemplate(node, ...DISPENSATION)) readDispensation(node, context);
      else if (hasTemplate(node, ...DEVICE)) readDevice(node, context);
      return;
    case 'procedure':
      if (!hasTemplate(node, ...SPECIMEN)) readProcedure(node, context);
      descend(node, context);
      return;
    case 'encounter':
      readEncounter(node, context);
      descend(node, context);
      return;
    case 'organizer': {
      const isolate = isolateOf(node, context);
      const relative = relativeOf(node);
      descend(node, { ...context, ...(isolate === undefined ? {} : { isolate }), ...(relative === undefined ? {} : { relative }) });
      return;
    }
    default:
      descend(node, context);
  }
}

function readObservationLike(node: XmlElement, context: EntryContext): void {
  if (isAttributeOfParent(node)) return;
  if (isLabResult(node)) {
    readLabResult(node, context);
    descend(node, context, 'REFR');
  } else if (isAllergy(node)) {
    readAllergy(node, context);
  } else if (isProblem(node) || (context.relative !== undefined && hasTemplate(node, ...FAMILY_OBSERVATION))) {
    readProblem(node, context);
    descend(node, context);
  } else {
    readObservation(node, context);
    descend(node, context);
  }
}

function descend(node: XmlElement, context: EntryContext, skippedLink?: string): void {
  for (const link of elementsOf(node)) {
    if (skippedLink !== undefined && attribute(link, 'typeCode') === skippedLink) continue;
    if (link.name !== 'entryRelationship' && link.name !== 'component') continue;
    for (const child of elementsOf(link)) readStatement(child, context);
  }
}
