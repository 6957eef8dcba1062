import { useState } from 'preact/hooks';
import { ApiFailure, type Judgement, type Statement } from '../client.js';
import { frenchDate } from '../format.js';

/** Accepts, corrects, rejects, or takes back (`undefined`). */
export type JudgeStatement = (statement: Statement, judgement: Verdict | undefined) => Promise<void>;
export type Verdict =
  | { readonly verdict: 'accepted' }
  | { readonly verdict: 'corrected'; readonly correction: string }
  | { readonly verdict: 'rejected'; readonly reason: string };

/** What a verdict needs besides who and what was seen. */
export const asJudgement = (statement: Statement, verdict: Verdict, on: string): Judgement => ({ ...verdict, seen: statement.text, on });

interface Props {
  readonly statement: Statement;
  readonly onJudge: JudgeStatement;
}

const SAID = { accepted: 'validé', corrected: 'corrigé', rejected: 'rejeté' } as const;

/** The three verdicts on a line, out of the way until they are asked for. */
export function Judge({ statement, onJudge }: Props) {
  const [open, setOpen] = useState<'choice' | 'corrected' | 'rejected'>();
  const [words, setWords] = useState('');
  const [failure, setFailure] = useState<string>();
  const judge = async (verdict: Verdict | undefined): Promise<void> => {
    try {
      await onJudge(statement, verdict);
      setOpen(undefined);
      setFailure(undefined);
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : 'Décision non enregistrée.');
    }
  };
  const write = (what: 'corrected' | 'rejected'): void => {
    setWords(what === 'corrected' ? statement.text : '');
    setOpen(what);
  };
  const { validation } = statement;
  return (
    <>
      <button
        type="button"
        class={validation === undefined ? 'judge' : 'judge said'}
        aria-expanded={open !== undefined}
        aria-label={`Valider, corriger ou rejeter : ${statement.text}`}
        title="Valider, corriger ou rejeter"
        onClick={() => setOpen(open === undefined ? 'choice' : undefined)}
      >
        {validation === undefined ? '⋯' : validation.outdated ? 'à revoir' : SAID[validation.verdict]}
      </button>
      {open === 'choice' && (
        <div class="verdicts" role="group" aria-label="Votre avis sur cette ligne">
          <button type="button" onClick={() => void judge({ verdict: 'accepted' })}>
            Accepter
          </button>
          <button type="button" onClick={() => write('corrected')}>
            Corriger
          </button>
          <button type="button" onClick={() => write('rejected')}>
            Rejeter
          </button>
          {validation !== undefined && (
            <>
              <button type="button" onClick={() => void judge(undefined)}>
                Reprendre
              </button>
              <small>
                {SAID[validation.verdict]} le {frenchDate(validation.at.slice(0, 10))} par {validation.by}
                {validation.reason !== undefined && ` : ${validation.reason}`}
                {validation.outdated && ', la ligne a changé depuis'}
              </small>
            </>
          )}
        </div>
      )}
      {(open === 'corrected' || open === 'rejected') && (
        <form
          class="verdicts"
          onSubmit={(event) => {
            event.preventDefault();
            void judge(open === 'corrected' ? { verdict: 'corrected', correction: words } : { verdict: 'rejected', reason: words });
          }}
        >
          <label>
            {open === 'corrected' ? 'Ce que la ligne devrait dire' : 'Pourquoi la rejeter'}
            <input type="text" required maxLength={500} value={words} autoFocus onInput={(event) => setWords(event.currentTarget.value)} />
          </label>
          <button type="submit">Enregistrer</button>
          <button type="button" onClick={() => setOpen(undefined)}>
            Annuler
          </button>
        </form>
      )}
      {failure !== undefined && <p role="alert">{failure}</p>}
    </>
  );
}
