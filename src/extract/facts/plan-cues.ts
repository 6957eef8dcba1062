import type { Range } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { COUNT } from '../text/number-words.js';
import type { PageReading } from './page-reading.js';
import { conceptsWithin } from './page-reading.js';
import { findDrugs } from './medications/medication-lexicon.js';
import { findAnalytes } from './values/value-lexicon.js';

/*
 * How French letters foresee: words that are a plan by themselves, and, where an act, a test or a visit is named, the
 * day or the time to come, the rhythm, the participle ("demandé", "programmée") or the verb ("recontrôler") beside it.
 */

/** Said of anything, these foresee. */
const SAID_AHEAD =
  /\b(?:a (?:re)?voir\b|a revoir|reverr\w+|revoir|je (?:le|la|les) revois|prochain(?:e)? (?:consultation|controle|rdv|rendez-vous|coloscopie|irm|scanner|dosage|bilan|injection|perfusion|visite|cure|seance|examen)|controle (?:a|dans|en|au|de|densito|biolog|echo|radio|annuel|clinique|conseille|souhait)|a (?:faire|prevoir|programmer|discuter|controler|recontroler|demander|organiser|completer|poursuivre|renouveler|rappeler|surveiller|refaire|envisager|adresser|realiser|reevaluer|rechercher|confirmer|verifier)\b|(?:est|sont|sera|seront) (?:prevue?s?|programmee?s?|demandee?s?)|(?<!comme )prevue?s? (?:le|en|a|dans|pour|au)\b|programmee?s? (?:le|en|a|dans|pour)\b|en attente|rdv\b|rendez-vous|(?<!\b(?:sous|avec(?: [a-z-]{3,20})? et|avec) )(?:tele)?surveillance(?! scopique|[^.:]{0,20}: ?(?:une|un|deux|\d|pas)\b)|dans \d+ (?:semaines?|mois|ans?|jours?)|je (?:l'|le |la |lui |vous )?(?:adresse|propose|demande|conseille|prescris|suggere|recommande|confie)|nous (?:l'|le |la |lui |vous )?(?:adressons|proposons|demandons|conseillons|discuterons)|indication (?:a|d'|de)\b|souhaitable|conseillee?s?|serait (?:utile|souhaitable|a discuter|indique)|il faudra|objectif(?:s)?(?: de\b| :| fixe)|proposee?s?|(?:avance|repousse|reporte|decale|deplace|fixe|maintenu)e?s? (?:au|a la|pour le|pour la) (?=\d|lundi|mardi|mercredi|jeudi|vendredi|semaine|fin|debut|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|pensez a|merci de (?!m'avoir|nous avoir|l'avoir|votre|ta\b|ton\b)|demande (?:d'|de|faite|adressee)|refaire (?:la |une |sa )?demande\b|(?:a|reste a) (?:redemander|reprogrammer|relancer|rattraper)\b|rdv a reprendre|poursuite|maintien|a votre appreciation|a (?:reparler|rediscuter|signaler lors)\b|en suspens\b|(?:reste|demeure) (?:en attente|a l'etude|suspendue? a))/;

/** Words that name what a follow-up is made of, beside the acts and tests of the vocabularies. */
const CARE_NOUNS = [
  'controles?|ctrls?|ctles?|recontroles?|surveillance|telesurveillance|telesuivi|suivi|bilans?|check-?up|depistages?|dosages?|prises? de sang|bio(?:logie)?s?|analyses?|serologies?|recherches?',
  'nfs|nfp|hemogramme|iono\\w*|creat\\w*|uree|dfg|crp|inr|tp|tca|ecbu|bu|bandelette urinaire|bhc|bilan hepatique|gaz du sang|gds|hcg|bcr-?abl|marqueurs?|microalbuminurie|glycemies?|auto-?mesures?|ethylotests?|carnet (?:glycemique|tensionnel|de surveillance|alimentaire)|agenda',
  "imagerie|irm|scanners?|tdm|angio-?\\w+|tep(?:-?(?:scan|scanner|tdm))?|pet-?scan|scinti\\w*|echos?|echo-?\\w+|dopplers?|ett|eto|ecg|eeg|emg|holters?|mapa|epreuves? d'effort|test d'effort|coro\\w*|efr|spirometrie|gazometrie|polygraphie|polysomnographie|oxymetrie|\\w+scopies?|fibro|colo|gastro|fogd|eogd|frottis|fcu|mammo\\w*|osteodensito\\w*|densito\\w*|dmo|dxa|radios?|radiographies?|rx|cliches?|panoramique|cone beam|fond d'oeil|fo|oct|champ visuel|angiographie|retinographie|audio\\w*|oea|pea|potentiels evoques|tympanometrie|test \\w+|tests? cutanes?|prick-?tests?",
  'revue?s?|consultations?|consult|cs|rdv|rendez-vous|visites?|avis|teleconsultation|reunion|rcp|staff|synthese|convocation|entretien|seances?|cures?|cycles?|series?|perfusions?|perfs?|fer iv|martial|fer injectable|injections?|inj|instillations?|infiltrations?|transfusions?|saignees?|rappels?|vaccins?|vaccinations?|revaccination|doses?|d\\d',
  'cardio(?:logue|logie)?|ophtalmo(?:logue|logie|logiste)?|pneumo(?:logue|logie)?|neuro(?:logue|logie)?|dermato(?:logue|logie)?|gyneco(?:logue)?|orl|urologue|uro|nephro(?:logue|logie)?|rhumato(?:logue|logie)?|gastro-?enterologue|endoc(?:rinologue|rinologie|rino)?|diabeto(?:logue|logie)?|dieteticien(?:ne)?s?|podologue|dentiste|psychologue|psychiatre|orthophoniste|anesth(?:esiste|esie)?|lymphologie|oncologue|hematologue|chirurgien|addicto(?:logue|logie)?|sage-femme|geriatre|lipides|bilan lipidique|meches?|mechages?|empreintes?|vad|anapath\\w*|histolog\\w*|hemoccult|fit|test immuno\\w*|passages? ide',
  'reeducation|kine\\w*|orthophoni\\w*|ergotherap\\w*|psychomot\\w*|orthopti\\w*|psychotherapie|tcc|education therapeutique|etp|cure thermale|pedicurie|podolog\\w*|dietetique|hospitalisations?|hospit|hdj|hds|hopital de jour|ssr|smr|had|equipe mobile|emsp|emg|soins palliatifs|soins dentaires|bilan dentaire|detartrage|ide|sevrage|post-?cure',
  'deuxieme temps|second temps|2e temps|reimplantation|reinsertion|reprise|appui|remise en charge|isolement|mise en place|livraison|materiel|triple chambre|resynchronisation|biventriculaire|dai|pacemaker|stimulateur|defibrillateur|ppc|vni|oxygene|concentrateur|pleurx|picc(?:-?line)?|midline|pac|chambre implantable|port-?a-?cath|sonde|cystocath|gastrostomie|gep|stent|endoprothese|filtre|valve|melody|tavi|mitraclip|ect|sismotherapie|electroconvulsi\\w*|rtms|tpo|ito|desensibilisation|operation|intervention|chirurgie|exerese|resection|biopsies?|microbiopsies?|ponction|\\w{4,}ectomies?|\\w{4,}plasties?|\\w{4,}stomies?|\\w{4,}tomies?|arthrodese|prothese|pose|retrait|ablation|depose|changement|remplacement|fermeture|retablissement|conisation|curetage|aspiration|greffe|autogreffe|allogreffe|cesarienne|declenchement|maturation|amniocentese|dpni|radiotherapie|irradiation|chimio\\w*|immunotherapie|hormonotherapie|biotherapie|curietherapie|cardioversion|dialyse|fav|stimulation|embolisation|thermo-?ablation|sclerose|laser|semelles|attelle|corset|appareillage|lunettes|pansements?|fils|agrafes|redon|platre|enquete (?:familiale|genetique)|conseil genetique|oncogenetique|signalement|mdph|apa|aeeh|pch',
];
const CARE = String.raw`\b(?:${CARE_NOUNS.join('|')})\b`;
const CARE_NOUN = new RegExp(CARE);

const DAY = '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)';
const UNIT = '(?:j|jours?|s|sem|semaines?|m|mois|ans?|annees?|trimestres?)';
/** A time to come, told without a date. */
const AHEAD = new RegExp(
  String.raw`\b(?:(?:dans|d'ici|sous|d'ici a) (?:environ |un delai de )?${COUNT}(?: ?(?:a|-) ?\d+)? ?${UNIT}\b|d'ici (?:la |le |l'|a |fin |debut )|(?:la |le |l')?(?:semaine|mois|annee|an|lundi|mardi|mercredi|jeudi|vendredi|trimestre|automne|printemps|ete|hiver) prochaine?|(?:au printemps|a l'automne|cet automne|cet hiver|cet ete|a la rentree|apres les fetes|en fin d'annee|demain|apres-demain|prochainement|bientot)\b|\bapres (?:la |le )?(?:visite|consultation|retour de couches|cicatrisation|consolidation)\b|\bj ?\+ ?\d{1,3}\b|${DAY} prochain\b|rdv ${DAY})`,
);
/** "TSH à 6 semaines.", "consultation à J21", "IRM à M3": counted from what the letter tells, not from an act that is over. */
const AFTER = new RegExp(
  String.raw`\b(?:a|vers|entre) (?:${COUNT}(?: ?(?:a|-|et) ?\d+)? ?${UNIT}|[jms] ?\+? ?\d{1,3})\b(?! ?(?:d[eu'] (?!l'intervention|la sortie|l'accouchement)|d'|post|apres|plus tard|:|=|\())`,
);
const RHYTHM = new RegExp(
  String.raw`\b(?:mensuel|bimestriel|trimestriel|semestriel|bisannuel|biannuel|annuel|bi-annuel)(?:le)?s?\b|\b(?:tous les|toutes les) ${COUNT}(?: ?(?:a|-) ?\d+)? ?(?:semaines?|mois|ans?|s|m)\b|\btous les (?:7|8|10|14|15|21|28|dix|huit|quinze) (?:jours|j)\b|\b(?:ide|pansements?|mechages?|meches?|soins infirmiers|passages?)\b[^,;.]{0,20}\b(?:quotidien\w*|1 ?j ?\/ ?[23]|un jour sur (?:deux|trois))|\btous les (?:mois|ans)\b|\b(?:une|deux|1|2) fois par (?:an|mois|semestre|trimestre)\b|\b(?:par|\/) ?an\b(?! ?et)`,
);
/** "Scanner à 3 mois demandé", "kiné vestibulaire prescrite", "autogreffe projetée en janvier". */
const ASKED =
  /(?<!\b(?:non|pas|jamais|ete|avait|comme|deja|initialement) )\b(?:demande|prescrit|programme|prevu|planifie|projete|organise|sollicite|ordonne|requis|recommande|envisage|souhaite|preconise|commande|remis|necessaire|indispensable|imperati(?:f|ve))e?s?\b(?! (?:pas|plus|par|a|depuis|en (?:19|20)|d')\b)/;
/** "La suivante à partir du 4 mai", "prochaine 06/2027", "D2 à 28 jours". */
const NEXT =
  /\b(?:(?:la|le|les|l') ?(?:suivante?s?|2e|2eme|deuxieme|seconde?|3e|3eme|troisieme)\b(?= (?:dose |injection |rappel |cure |seance )?(?:le|a|au|en|dans|prevue?|fin|debut|est|sera)\b)|(?:prochaine?s?|proch\.?|pchn?e?s?)(?! (?:fois|jours?|heures?))\b|[dr][2-5] (?=(?:le|a|dans|en|au|prevue?)\b))/;
/** "Fils J14", "ablation des agrafes par IDE J15", "pansement J2": a day counted from an act. */
const ON_DAY =
  /\b(?:fils|agrafes|points|pansements?|redons?|drains?|meches?|controles?|ctrls?|revoir|consult\w*|cs|ide|bio|nfs|crp|hcg|inr|ablation|retrait|dose|rappel)\b[^,;.:\d]{0,24} (?:le |a |vers |des )?j ?\+? ?\d{1,3}\b(?! ?(?:=|post|d[eu'] (?:l'|la |son )))/;
/** "Kiné 12 séances", "30 séances AMO 12.1", "kiné 10 s". */
const SITTINGS =
  /\b(?:kine\w*|orthophonie|orthoptie|reeducation|psychomotricite|ergotherapie|balneo\w*)\b[^,;.:\d]{0,24}\b\d{1,2} ?(?:s\b|seances?\b)|\b\d{1,2} ?seances? (?:de |d'|amo\b|amk\b|a )/;
/** "Kit remis ce jour", "convocation reçue", "ordonnance de bilan remise": in the patient's hands. */
const HANDED =
  /\b(?:kit|test|hemoccult|fit|ordonnances?|ordo|convocation|bon|prescription)\b[^,;.]{0,30}\b(?:remise?s?|recue?s?|donnee?s?|envoyee?s?|delivree?s?)\b/;
/** What is to be done, in the gerundive: "à photographier et recontrôler", "à débuter à J21", "à rapporter". */
const TO_DO =
  /\b(?:reste(?:nt)? )?a (?:re)?(?:debuter|demarrer|instaurer|initier|introduire|commencer|poser|retirer|oter|enlever|changer|deposer|rapporter|apporter|photographier|vacciner|relancer|reprogrammer|planifier|convoquer|contacter|recontacter|joindre|prendre (?:rdv|rendez-vous|contact)|doser|mesurer|effectuer|pratiquer|explorer|documenter|biopsier|operer|proposer|solliciter|obtenir|recuperer|reprendre|finaliser|anticiper|mettre (?:en place|a jour)|appareiller|equilibrer|reequilibrer|discuter|suivre|recontroler|eliminer|depister|revacciner|decider|transmettre|preciser|caracteriser|inscrire|signer|deposer|constituer|monter|extraire|avulser|detartrer|soigner|reparer|confectionner|livrer|consulter|faire (?:venir|poser))\b(?! (?:jeun|si))/;
/** An order that opens a line or a clause: "Contrôler l'INR le 23", "Famille : dépister les deux fils", "de relancer l'ETT". */
const ORDER =
  /(?:^\W*|[:;,] ?|\b(?:et|puis|de bien vouloir|de|merci d[e']) ?)(?:re)?(?:controler|faire|relancer|evaluer|depister|doser|surveiller|verifier|programmer|convoquer|voir|adresser|orienter|demander|prevoir|organiser|completer|decider|discuter|vacciner|proposer|realiser|effectuer|pratiquer|prendre (?:rdv|rendez-vous|contact)|photographier|peser|prescrire)\b(?=[^.;:]{3})/;
/** "Je l'opérerai le 4 juin", "l'équipe mobile passera la semaine prochaine". */
const WILL =
  /\b(?!(?:humira|camera|cholera|opera|aura|hydra|viagra|keppra|stelara|tiapra|delira|ira)\b)[a-z]{2,}(?:era|eront|erai|erons|ira|irai|iront|irons|dra|drai|dront|drons|rra|rrai|rront|rrons|vra|vrai|vront|ura|uront|ourra)\b/;
/** "Je l'opérerai le 4 juin": what the verb itself does is care. */
const WILL_DO =
  /\b(?:re)?(?:oper|control|biopsi|infiltr|retir|programm|vaccin|irradi|hospitalis|convoqu|evalu|implant|adress|pos)er(?:ai|a|ons|ont)\b/;
/** "Le coroscanner s'impose", "le triple chambre se discute", "elle préfère attendre la rentrée", "n'a pu être fait". */
const OPEN =
  /\b(?:s'impose(?:nt|ra)?|se (?:discut|justifi|concoi)\w+|est a l'ordre du jour|prefere(?:rait)? (?:attendre|differer|reporter)|n'a (?:encore )?(?:pas )?(?:encore )?pu (?:etre|avoir)|pas encore (?:fait|vu|pose|injecte|debute|commence|realise|recu|livre|passe)e?s?|(?:differe|reporte|ajourne|repousse|decale)e?s?(?= ?(?:[,;.:(]|$|faute|car|il |elle |tant|jusqu'))|remise?s? (?:a plus tard|sine die|faute|tant que|jusqu')|commandee?s?(?= ?(?:[,;.]|$)))/;
/** "Ferinject vendredi", "Martial IV demain": a day of the week to come. */
const WEEKDAY = new RegExp(
  String.raw`(?:^|[ ,])(?:(?:des|pour|au plus tard) )?(?:ce )?(?<!\ble )${DAY}(?= ?(?:[.,;]|$|matin|soir|a \d|apres-midi))(?! (?:dernier|passe))`,
);
/** "Avait RDV lundi", "cure finie samedi", "108/60 mardi": days that are over. */
const TOLD_BEFORE = /\b(?:avai(?:t|ent)|etai(?:t|ent)|a (?:eu|ete)|fini\w*|termine\w*)\b|\d+\/\d+/;
const GOING_TO = /\b(?:va|vont|vais|allons) (?:etre |se |l'|le |la |les |lui )?(?:re)?[a-z]{3,}(?:er|ir|re)\b/;
/** "Inscription sur liste de greffe", "accepte l'intervention : thyroïdectomie totale", "suivi alterné". */
const ENGAGED =
  /\binscri(?:te?s?|ption) (?:active )?sur (?:la )?listes?\b|\bliste d'attente\b|\b(?:accepte|consent a|choisit|a choisi|opte pour|a opte pour|s'oriente vers|on s'oriente vers|s'acheminer? vers|consentement (?:pour|a)|accord pour|est d'accord pour|favorable a) (?:l'|la |le |un |une |cette )|\bsuivi (?:est |sera )?(?:desormais |maintenant |ensuite |alors )?(?:alterne|conjoint|partage|rapproche|assure)|\bdate (?:retenue|prevue|proposee|fixee|d'intervention)\b|\bje laisse (?:le |la |l'|les )/;

/** "Peux-tu demander un cliché", "pourriez-vous lui prescrire une densitométrie": asked of who reads the letter. */
const OF_READER =
  /\b(?:(?:peux|pourrais|veux)-tu|(?:pouvez|pourriez|voulez|voudriez)-vous|merci de|je (?:te|vous) (?:laisse|demande|remercie de|prie de)(?: de)?)(?: bien| donc)?(?: (?:lui|le|la|les|y|en))? ?(?!(?:dire|confirmer|preciser|indiquer|expliquer|transmettre|envoyer|corriger|rectifier|signaler|effacer|inscrire|retirer|noter|avoir|etre)\b)[a-z]{3,}(?:er|ir|re)\b/;

/** "Décision RCP : EBUS, puis 2e ligne", "schéma retenu : instillations": what the colon opens. */
const DECIDED =
  /^\W*(?:decisions?|propositions?|projets?|programme|strategie|schema (?:retenu|propose)|indications? (?:retenues?|posees?)|demandes?)(?: [^:;.]{0,30})? ?:(?=[^.;]{4})/;

/** What was already done, or told with its result: nothing is asked. */
const IS_OVER =
  /\b(?:(?:deja|non|pas) (?:faite?s?|realise\w*|effectue\w*)|faite?s? (?:ce jour|le|en|aujourd'hui|hier)|a (?:montre|retrouve|revele|permis|objective|confirme)|ont (?:montre|retrouve)|est (?:normale?|stable|negati\w+|positi\w+|revenue?|satisfaisante?|indetectable|rassurante?)|etai(?:t|ent)\b|retrouve\b|montre\b|inchangee?s?\b|termine(?:e|es|s)?\b|sans (?:anomalie|particularite|complication)|bien toleree?s?|rendue?s? le|preleve(?:e|es|s)?\b|telephonee?s?|: (?:negati|positi|normal)\w*)/;
export const isOver = (said: string): boolean => IS_OVER.test(said);
/** "Pas de dialyse nécessaire". */
const NOT_ASKED = /\b(?:pas|sans|aucune?|ni|non) (?:de |d'|la |le |l')?[^,;]*$/;
/** "24/06 : pansement refait", in a diary that runs on after the day of its paper. */
const DONE = /\b(?:re)?(?:fait|realise|effectue|pose|retire|change|administre|recu|pratique|opere|donne|vu)e?s?\b/;
/** Taken back in the same breath: "j'avais prévu une biopsie ; elle y a renoncé". */
const CALLED_OFF =
  /\b(?:y (?:a|ai|ont|avons) (?:finalement |donc )?renonce|a (?:finalement |donc )?(?:renonce|ete (?:annul|abandonn)\w+)|annule\w*|abandonnee?s?|je n'insiste pas|n'(?:est|a) (?:donc |finalement )?(?:plus|pas) (?:lieu|d'actualite|retenue?|prevue?|programmee?|necessaire|justifiee?|indiquee?|eu lieu|souhait\w+)|ne sera (?:donc |finalement )?pas\b|finalement (?:non|pas)\b)/;
const REPORTED = /\b(?:report\w+|decal\w+|repouss\w+|reprogramm\w+|nouvelle date)\b/;
export const isCalledOff = (sentence: string): boolean => CALLED_OFF.test(sentence) && !REPORTED.test(sentence);

export interface Cue {
  /** Within the part of the sentence. */
  readonly index: number;
  readonly text: string;
}

const asCue = (found: RegExpExecArray | null): Cue | undefined => (found === null ? undefined : { index: found.index, text: found[0] });

/** Drugs given by infusion, injection or patch in a clinic: iron, immunoglobulins, biphosphonates, toxins, capsaicin, vaccines, antibodies. */
const GIVEN = /^(?:B03AC|J06|J07|M05B[AX]0[348]|M03AX01|N01BX04|L01F|L01X[CD]|L04AA2|S01LA|M09AX01|B03XA)/;
/** Whether a stretch names an act, a test or a visit that can be asked for. */
const namesCare = (reading: PageReading, { start, end }: Range, said: string): boolean =>
  CARE_NOUN.test(said) ||
  conceptsWithin(reading.concepts, { start, end }).some(({ concept }) => concept.kind === 'procedure') ||
  findDrugs(said).some(({ atc = '' }) => GIVEN.test(atc)) ||
  findAnalytes(reading.analysis.page.text, reading.analysis.folded, start, end).length > 0;

/** Days after its date on which a report still tells what happens. */
const RUNS_ON = 3;
/** Letters within which a clause names what it asks for. */
const REACH = 60;
/** Whether the clause that leads to a cue, or that the cue opens, names an act, a test or a visit. */
const asksForCare = (reading: PageReading, part: Range, said: string, { index, text }: Cue): boolean => {
  const lead = /[^,;.+]*$/.exec(said.slice(0, index))?.[0] ?? '';
  const from = index - Math.min(lead.length, REACH);
  const to = index + text.length;
  if (namesCare(reading, { start: part.start + from, end: part.start + to }, said.slice(from, to))) return true;
  const tail = /^[^,;.]*/.exec(said.slice(to, to + REACH))?.[0] ?? '';
  return lead.trim().length < 4 && namesCare(reading, { start: part.start + to, end: part.start + to + tail.length }, tail);
};

/** A value behind a name: "TSH 1er juin 5,9 mUI/L" is a result. */
const RESULT = /\d+(?:[.,]\d+)? ?(?:%|[munpµ]?g\b|[mµn]?mol|m?ui\b|g\/|ui\/|mm\b|cm\b|ml\b|kg\b|\/ ?mm|mmhg|ng\b|pg\b)/;

const LONGEST_NOMINAL = 130;

/** The words by which a part of a sentence foresees something, if any; `strict` where the section is of another matter. */
export const followUpCue = (reading: PageReading, part: Range, said: string, strict: boolean): Cue | undefined => {
  const cared = (found: RegExpExecArray | null): Cue | undefined => {
    const cue = asCue(found);
    return cue !== undefined && asksForCare(reading, part, said, cue) ? cue : undefined;
  };
  const plain = SAID_AHEAD.exec(said);
  if (plain !== null) return strict ? cared(plain) : asCue(plain);
  const engaged = ENGAGED.exec(said);
  if (engaged !== null && namesCare(reading, part, said)) return asCue(engaged);
  const handed = HANDED.exec(said);
  if (handed !== null && namesCare(reading, part, said) && !/\b(?:normale?s?|negati\w+|positi\w+)\b/.test(said)) return asCue(handed);
  const open = OPEN.exec(said);
  if (open !== null && namesCare(reading, part, said)) return asCue(open);
  if (IS_OVER.test(said)) return undefined;
  const decided = DECIDED.exec(said);
  if (decided !== null && namesCare(reading, part, said.slice(decided[0].length))) return asCue(decided);
  const { documentDate } = reading.context;
  const within = reading.dates.filter(
    ({ date, kind, start, end }) => date !== undefined && kind !== 'age' && start >= part.start && end <= part.end,
  );
  const ahead =
    documentDate === undefined
      ? undefined
      : within.find(
          ({ date, direction, kind }) =>
            (date ?? '') > `${documentDate}~` &&
            direction !== 'until' &&
            // "À J5, tremblements": what a report goes on to tell of the days after its date.
            (kind === 'absolute' || daysBetween(documentDate, date ?? documentDate) > RUNS_ON),
        );
  const past = documentDate !== undefined && within.some(({ date }) => (date ?? '') <= documentDate);
  const care = namesCare(reading, part, said);
  const dated: Cue | undefined =
    ahead === undefined
      ? undefined
      : { index: ahead.start - part.start, text: said.slice(ahead.start - part.start, ahead.end - part.start) };
  const timed = dated ?? asCue(AHEAD.exec(said)) ?? (past ? undefined : asCue(AFTER.exec(said)));
  const next = NEXT.exec(said);
  if (next !== null && (care || (timed !== undefined && !strict))) return asCue(next);
  const counted = ON_DAY.exec(said) ?? SITTINGS.exec(said);
  if (counted !== null && !past && !DONE.test(said)) return asCue(counted);
  const todo = TO_DO.exec(said) ?? WILL_DO.exec(said);
  if (todo !== null && (care || !strict)) return asCue(todo);
  if (!care) return undefined;
  const ofReader = OF_READER.exec(said);
  if (ofReader !== null && !strict) return asCue(ofReader);
  const will = WILL.exec(said) ?? GOING_TO.exec(said);
  if (will !== null && !strict) return asCue(will);
  const asked = past ? undefined : cared(ASKED.exec(said));
  if (asked !== undefined && !NOT_ASKED.test(said.slice(0, asked.index))) return asked;
  if (RESULT.test(said)) return undefined;
  if (dated !== undefined && (!past || asksForCare(reading, part, said, dated))) return DONE.test(said) ? undefined : dated;
  if (said.length > LONGEST_NOMINAL) return undefined;
  const order = ORDER.exec(said);
  if (order !== null) return asCue(order);
  const weekday = WEEKDAY.exec(said);
  if (weekday !== null && !past && !DONE.test(said) && !TOLD_BEFORE.test(said) && said.length < 60) return asCue(weekday);
  if (timed !== undefined && asksForCare(reading, part, said, timed)) return timed;
  return past || /^\W*(?:visite|consultation|consult|cs|passage)\b/.test(said) || findDrugs(said).length > 0
    ? undefined
    : cared(RHYTHM.exec(said));
};

/** "Coronarographie (faite : normale), doppler (fait), panoramique reste à faire": of a list, only what is left to do. */
const DONE_ITEM = /\((?:deja )?(?:ok|faite?s?|realise\w*|effectue\w*)\b|\bdeja (?:faite?s?|realise\w*)|\bfinie?s?\b/;

/** The items of a list that hold the cue and none that is told as done. */
export const leftToDo = (part: Range, said: string, cue: Cue): Range => {
  if (!DONE_ITEM.test(said)) return part;
  let start = 0;
  let end = said.length;
  let at = 0;
  for (const item of said.split(/(?<=,)(?![^(]*\))/)) {
    const stop = at + item.length;
    if (DONE_ITEM.test(item)) {
      if (stop <= cue.index) start = stop;
      else if (at > cue.index) end = Math.min(end, at);
    }
    at = stop;
  }
  return { start: part.start + start, end: part.start + end };
};
