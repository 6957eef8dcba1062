import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { EmergencyBanner, EmergencyForm } from './access/emergency.js';
import { ApiFailure, api, type Citation, type Dossier, type Progress, type SpecialViews, type Synthesis } from './client.js';
import { AskBox } from './components/ask-box.js';
import { DossierPicker } from './components/dossier-picker.js';
import { PatientBanner } from './components/patient-banner.js';
import { SynthesisView } from './components/synthesis-view.js';
import { asJudgement, type JudgeStatement } from './components/judge.js';
import { Toolbar } from './components/toolbar.js';
import { deferred } from './deferred.js';
import { tabsFor } from './tabs.js';
import { useAddress } from './use-address.js';

const TimelineView = deferred(() => import('./timeline/timeline-view.js').then((part) => part.TimelineView));
const SeriesPlots = deferred(() => import('./plots/series-plots.js').then((part) => part.SeriesPlots));
const ChildView = deferred(() => import('./views/child-view.js').then((part) => part.ChildView));
const PregnancyView = deferred(() => import('./views/pregnancy-view.js').then((part) => part.PregnancyView));
const DiabetesView = deferred(() => import('./views/diabetes-view.js').then((part) => part.DiabetesView));
const DocumentList = deferred(() => import('./documents/document-list.js').then((part) => part.DocumentList));
const SourcePanel = deferred(() => import('./source/source-panel.js').then((part) => part.SourcePanel));
const LATER = [SourcePanel, TimelineView, DocumentList, SeriesPlots];

/** What a source panel shows: the citations of one line, one of them open. */
export interface OpenSource {
  readonly citations: readonly Citation[];
  readonly at: number;
  readonly title: string;
  readonly rule?: string;
}

export function App() {
  const [address, go] = useAddress();
  const [dossier, setDossier] = useState<Dossier>();
  const [synthesis, setSynthesis] = useState<Synthesis>();
  const [views, setViews] = useState<SpecialViews>();
  const [progress, setProgress] = useState<Progress>();
  const [source, setSource] = useState<OpenSource>();
  const [failure, setFailure] = useState<string>();
  const [isAbsent, setAbsent] = useState(false);
  const { dossier: dossierId, on, reason, since, tab } = address;

  const load = useCallback(async () => {
    if (dossierId === undefined) return;
    try {
      const [view, said] = await Promise.all([api.dossier(dossierId), api.synthesis(dossierId, { on, reason, since })]);
      setDossier(view);
      setSynthesis(said);
      setAbsent(false);
      // Beside the synthesis, not before it: what it says is read first.
      api.views(dossierId, on).then(setViews, () => setViews({}));
      setFailure(
        view.failure === undefined
          ? undefined
          : `Lecture interrompue. ${view.failure.message} ${view.failure.remedy} [${view.failure.code}]`,
      );
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : 'Erreur inattendue.');
      setAbsent(error instanceof ApiFailure && error.status === 404);
    }
  }, [dossierId, on, reason, since]);

  useEffect(() => void load(), [load]);
  const isShown = synthesis !== undefined;
  useEffect(() => {
    if (!isShown) return;
    const later = setTimeout(() => LATER.forEach(({ preload }) => preload()), 300);
    return () => clearTimeout(later);
  }, [isShown]);
  useEffect(() => {
    if (dossierId === undefined) return;
    let stage = '';
    return api.watch(dossierId, (step) => {
      setProgress(step.stage === 'done' ? undefined : step);
      // Scans come last: what was read before them can be shown already.
      if (stage !== '' && step.stage !== stage && (step.stage === 'recognise' || step.stage === 'done')) void load();
      stage = step.stage;
    });
  }, [dossierId, load]);
  // Whoever reads by keyboard comes back to the line that the source was opened from.
  const from = useRef<Element | null>(null);
  const close = useCallback(() => {
    setSource(undefined);
    if (from.current instanceof HTMLElement) from.current.focus();
  }, []);
  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, [close]);

  const open = useCallback((citations: readonly Citation[], title: string, rule?: string) => {
    from.current = document.activeElement;
    setSource({ citations, at: 0, title, ...(rule === undefined ? {} : { rule }) });
  }, []);
  const judge: JudgeStatement = async (statement, verdict) => {
    if (dossierId === undefined || synthesis === undefined) return;
    if (verdict === undefined) await api.withdraw(dossierId, statement.id);
    else await api.judge(dossierId, statement.id, asJudgement(statement, verdict, synthesis.referenceDate));
    await load();
  };
  const upload = async (files: readonly File[]): Promise<void> => {
    if (dossierId === undefined) return;
    try {
      await api.upload(dossierId, files);
      api.watch(dossierId, (step) => {
        setProgress(step.stage === 'done' ? undefined : step);
        if (step.stage === 'done') void load();
      });
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : 'Dépôt impossible.');
    }
  };

  const tabs = tabsFor(views);
  // An address may name a view that this dossier has not: the synthesis is shown then.
  const current = views === undefined || tabs.some(([id]) => id === tab) ? tab : 'synthese';
  if (dossierId === undefined) return <DossierPicker onChoose={(id) => go({ dossier: id })} />;
  return (
    <div class={source === undefined ? 'layout' : 'layout with-source'}>
      <a class="skip" href="#contenu">
        Aller au contenu
      </a>
      <PatientBanner
        dossier={dossier}
        synthesis={synthesis}
        reason={reason}
        since={since}
        progress={progress}
        onAsk={(next) => go(next)}
        onLeave={() => go({ dossier: undefined })}
      />
      {failure !== undefined && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {isAbsent ? (
        <EmergencyForm dossierId={dossierId} onOpened={() => void load()} />
      ) : (
        <EmergencyBanner key={String(isShown)} dossierId={dossierId} />
      )}
      <nav class="tabs" aria-label="Vues du dossier">
        {tabs.map(([id, label]) => (
          <button key={id} type="button" aria-current={current === id ? 'page' : undefined} onClick={() => go({ tab: id })}>
            {label}
          </button>
        ))}
      </nav>
      <main id="contenu" tabIndex={-1}>
        {synthesis === undefined || dossier === undefined ? (
          failure === undefined && <p class="waiting">Lecture du dossier…</p>
        ) : tab === 'frise' ? (
          <TimelineView synthesis={synthesis} dossier={dossier} onOpen={open} />
        ) : tab === 'courbes' ? (
          <SeriesPlots synthesis={synthesis} onOpen={open} />
        ) : tab === 'croissance' && views?.child !== undefined ? (
          <ChildView view={views.child} onOpen={open} />
        ) : tab === 'grossesse' && views?.pregnancy !== undefined ? (
          <PregnancyView view={views.pregnancy} onOpen={open} />
        ) : tab === 'diabete' && views?.diabetes !== undefined ? (
          <DiabetesView view={views.diabetes} onOpen={open} />
        ) : (tab === 'croissance' || tab === 'grossesse' || tab === 'diabete') && views === undefined ? (
          <p class="waiting">Un instant…</p>
        ) : tab === 'documents' ? (
          <DocumentList dossier={dossier} synthesis={synthesis} onUpload={upload} onOpen={open} onDecided={load} />
        ) : (
          <>
            <div class="above">
              <AskBox dossierId={dossierId} on={on} documents={dossier.documents} onOpen={open} />
              <Toolbar dossierId={dossierId} synthesis={synthesis} query={{ on, reason, since }} />
            </div>
            <SynthesisView
              dossierId={dossierId}
              query={{ on, reason, since }}
              synthesis={synthesis}
              onOpen={open}
              onJudge={judge}
              onSeeDocuments={() => go({ tab: 'documents' })}
            />
          </>
        )}
      </main>
      {source !== undefined && (
        <SourcePanel
          dossierId={dossierId}
          dossier={dossier}
          source={source}
          onMove={(position) => setSource({ ...source, at: position })}
          onClose={close}
          onOpen={open}
        />
      )}
    </div>
  );
}
