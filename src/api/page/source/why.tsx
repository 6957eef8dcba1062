import { useEffect, useState } from 'preact/hooks';
import { api, type Citation, type FactEntry } from '../client.js';
import { originName, QUALIFIER_NAMES, ruleName } from '../rule-names.js';

interface Props {
  readonly dossierId: string;
  readonly rule: string | undefined;
  readonly citation: Citation;
  readonly pageText: string | undefined;
}

/** "Pourquoi cette ligne": the rule that made it, and for the passage shown what was read in it, by what, with which words and how surely. */
export function Why({ dossierId, rule, citation, pageText }: Props) {
  const [open, setOpen] = useState(false);
  const [facts, setFacts] = useState<readonly FactEntry[]>();
  const { documentId, page, start, end } = citation;
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    api.factsOf(dossierId, documentId).then(
      (found) => isWanted && setFacts(found.facts),
      () => isWanted && setFacts([]),
    );
    return () => {
      isWanted = false;
    };
  }, [open, dossierId, documentId]);
  const here = (facts ?? []).filter((fact) =>
    fact.citations.some((one) => one.documentId === documentId && one.page === page && one.start < end && start < one.end),
  );
  return (
    <details class="why-line" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Pourquoi cette ligne</summary>
      {rule !== undefined && <p>{ruleName(rule)}</p>}
      {open && facts === undefined && <p class="waiting">Un instant…</p>}
      {facts !== undefined && here.length === 0 && <p>Passage cité tel quel, sans fait extrait.</p>}
      {here.length > 0 && (
        <ul tabIndex={0} aria-label="Ce qui a été lu dans ce passage">
          {here.map((fact) => (
            <li key={fact.id}>
              <strong>{fact.label}</strong>
              {fact.value !== undefined &&
                !fact.label.includes(fact.value.text) &&
                ` ${fact.value.text}${fact.value.unit === undefined ? '' : ` ${fact.value.unit}`}`}
              <small class="was">
                lu par : {originName(fact.origin)} · confiance {Math.round(fact.confidence * 100)} %
                {fact.cues
                  .filter((cue) => cue.page === page)
                  .map((cue) => ` · ${QUALIFIER_NAMES[cue.qualifier] ?? cue.qualifier} : « ${pageText?.slice(cue.start, cue.end) ?? ''} »`)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
