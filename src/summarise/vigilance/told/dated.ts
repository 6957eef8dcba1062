import type { Dated } from './claim.js';

const day = (name: string, cue: string, rest: Partial<Dated> = {}): Dated => ({
  name,
  scope: 400,
  importance: 2,
  planned: true,
  cues: [new RegExp(String.raw`\b(?:${cue})\b`)],
  ...rest,
});
const SPECIALTY =
  /\b(cardio|pneumo|neuro(?!chir)|neurochir|ophtalmo|dermato|endocrino|diabeto|gastro|hepato|rhumato|nephro|uro|oncolog|hemato|gyneco|sage femme|orl|chirurg|orthop|anesth|psychi|pediatr|geriatr|stomato|dentiste|dentaire|kine|irm|scanner|echo|coloscop|mammo|scintigraph|tep|biopsie|infiltration|polysomno|efr|holter|eeg|emg|doppler|vaccin)\w*/;

const SURVEYED = String.raw`(?:scanner|tdm|irm|radio(?!therap)|echo|coloscop|fibro|gastroscop|endoscop|cystoscop|mammo|tep|scintigraph|efr|holter|frottis|biopsie|doppler|densito|fond d oeil|bilan)`;

/** What falls on one day: told with two days, one of them is wrong. */
export const DATED: readonly Dated[] = [
  day(
    'Terme prévu',
    String.raw`terme (?:prevu|theorique|echographique|corrige|annonce)?(?: \(41 sa\)| \(40 sa\))?|dpa|date prevue (?:de l |d )?accouchement`,
    { scope: 300, importance: 3 },
  ),
  day('Dernières règles', String.raw`ddr|dernieres regles|date des dernieres regles`, { scope: 300, importance: 2 }),
  day('Début de grossesse', String.raw`ddg|date (?:de )?debut (?:de )?grossesse|debut de grossesse(?: fixe| corrige| le)?`, {
    scope: 300,
    importance: 3,
  }),
  day(
    'Intervention prévue',
    String.raw`(?:intervention|operation|chirurgie|bloc|date operatoire|cure|geste)(?: \w+){0,3} (?:prevue?|programmee?|fixee?|retenue?|planifiee?)|date (?:retenue|operatoire|d intervention|de l intervention|du bloc)`,
    { scope: 60, importance: 3 },
  ),
  day('Rendez-vous', String.raw`rdv|rendez vous|convocation|consultation prevue|prochaine consultation|prochain rendez vous`, {
    scope: 60,
    subject: SPECIALTY,
  }),
  {
    name: 'Prochain contrôle',
    scope: 540,
    importance: 2,
    planned: true,
    anyway: true,
    ahead: true,
    unless: /\b(?:report\w+|avance\w*|annul\w+|decal\w+|deplac\w+|repouss\w+)\b/,
    cues: [
      new RegExp(
        String.raw`\b(?:prochaine?|nouve(?:au|lle)) (?:\w+ )?${SURVEYED}[a-z]*(?: (?!et |ou )[a-z]+){0,4}?(?: ?:? ?(?:dans |a )?(?:\d+|un|deux|trois|six) (?:mois|ans?),? ?(?:\(|soit )?)?(?= ?(?:en|le|au|:|,|\(|a|[a-z]+ \d|\d| [a-z]+ 20))`,
      ),
      new RegExp(
        String.raw`\bprochaine? (?:visite|controle|consultation|rendez vous)(?: \w+){0,4}? ${SURVEYED}[a-z]*(?: (?!et |ou )[a-z]+){0,8}?(?= (?:le|en|au) )`,
      ),
    ],
    subject: new RegExp(String.raw`\b(?:ileo ?)?(${SURVEYED})`),
  },
  day(
    "Fin de l'arrêt de travail",
    String.raw`arret(?: de travail)?(?: \w+){0,4} (?:jusqu au|jusqu a|au)|arret (?:de travail )?(?:prolonge )?jusqu au`,
    { anyway: true, scope: 30, importance: 2, of: 'adult' },
  ),
  day('Fin de l’arrêt', String.raw`jusqu au|jusqu a`, {
    anyway: true,
    scope: 30,
    of: 'adult',
    about: /\b(?:arret|arretee?|avis d arret|prolongation)\b/,
  }),
  day(
    'Reprise du travail',
    String.raw`reprise (?:du travail|de l activite|a temps (?:plein|partiel)|en mi temps|prevue|du poste)(?: prevue| le| au)*|reprend (?:le|son) travail`,
    { anyway: true, scope: 45, of: 'adult' },
  ),
  day('Accident du travail', String.raw`accident (?:du travail|de trajet|de travail)(?: declare| survenu)?|at du`, {
    scope: 1500,
    importance: 3,
  }),
  day('Accident du travail', String.raw`accident (?:survenu )?(?:du|le)(?= \d)`, {
    scope: 1500,
    importance: 3,
    about: /\b(?:accident (?:du|de) (?:travail|trajet)|at\b|cmi\b|arret de travail)/,
  }),
  day('Consolidation', String.raw`consolid(?:ation|ee?)`, { scope: 1500 }),
  day('RQTH, début', String.raw`rqth(?: \w+){0,3}? (?:du|depuis|depuis le|accordee le|valable du|a compter du)`, { scope: 1500 }),
  day('RQTH, fin', String.raw`rqth\b[^.;]{0,40}\b(?:jusqu au|au|valable jusqu)`, { scope: 1500 }),
  day('ALD, début', String.raw`ald\b[^.;]{0,30}\b(?:depuis|a compter du|accordee le|debut|du)`, { scope: 1500, importance: 1 }),
  day(
    'Mesure de protection',
    String.raw`(?:tutelle|curatelle(?: renforcee| simple)?|habilitation familiale|sauvegarde(?: de justice)?)\b[^.;\d]{0,30}\b(?:depuis|jugement du|du|prononcee le|ordonnee le|par jugement du)`,
    { scope: 3000 },
  ),
  day(
    'Ablation des fils ou du matériel',
    String.raw`(?:ablation|retrait)(?: (?:des|de|du))? (?:fils|agrafes|points|redon|drain|platre|attelle|broches?|sonde|meche)(?: (?:prevue?|a faire|le|:))*|(?:fils|agrafes|points|platre|attelle|broches?|drain|sonde|meche) a (?:enlever|retirer|oter)(?: le)?`,
    { scope: 30, subject: /\b(fils|agrafes|points|redon|drain|platre|attelle|broche|sonde|meche)/ },
  ),
  day(
    'Entrée en établissement',
    String.raw`(?:entree?|admission|arrivee?|admise?)(?: en| a l| dans l)? (?:ehpad|residence|institution|usld|foyer|mas\b|fam\b)(?: le| depuis)?|(?:en|a l) (?:ehpad|usld) depuis(?: le)?`,
    { planned: false, scope: 1500 },
  ),
  day('Deuil', String.raw`(?:veuve?|veuvage|deces (?:de son (?:mari|epoux)|de sa femme|du conjoint))(?: depuis| en| le)*`, {
    scope: 'life',
    importance: 1,
    kin: true,
  }),
  day('Retraite', String.raw`(?:retraitee?|a la retraite|retraite)(?: \w+){0,2} (?:depuis|en)`, { scope: 'life', importance: 1 }),
  day('Divorce', String.raw`(?:divorcee?|separee?)(?: depuis| en)`, { scope: 'life', importance: 1 }),
  day(
    'Arrêt du tabac',
    String.raw`(?:tabac|tabagisme|ex fumeu\w+|sevr\w+|cigarettes?)\b[^.;\d]{0,30}\b(?:arret\w*|sevre\w*|stopp\w*|cesse|depuis)(?: en| depuis| le)*|(?:arret|sevrage) (?:du tabac|tabagique)(?: en| depuis| le)*|derniere cigarette(?: le| en| fumee| :)*|ne fume plus(?: depuis| du tout)*|(?:arrete|cesse|stoppe) de fumer(?: le| en| depuis)*`,
    { planned: false, scope: 'life', importance: 1 },
  ),
  day(
    "Arrêt de l'alcool",
    String.raw`(?:abstinen\w+|sobre)(?: \w+){0,3}? (?:depuis|en|le)|(?:oh|alcool|ethyl\w+)\b[^.;\d]{0,16}\b(?:sevre\w*|arret\w*|stopp\w*)(?: en| depuis| le)*|derniere (?:prise|consommation) d alcool(?: le| en)*`,
    { planned: false, scope: 'life' },
  ),
  day(
    'Début de la dialyse',
    String.raw`(?:dialyse|hemodialyse|dialysee?|hemodialysee?|epuration)\b[^.;\d]{0,24}\b(?:depuis|debut\w*|commenc\w+|le|en)|(?:premiere|1re) (?:seance|dialyse)(?: d hemodialyse)?(?: le| en)*`,
    { planned: false, scope: 'life', importance: 2 },
  ),
  day(
    'Greffe',
    String.raw`(?:greffee?|transplantee?|greffe (?:de |d un )?(?:rein|renale|hepatique|foie|cardiaque|coeur|pulmonaire|moelle|allogenique|autologue)|transplantation (?:renale|hepatique|cardiaque|pulmonaire)|allogreffe|autogreffe)(?: \w+){0,3}? (?:le|en|du|depuis)`,
    { planned: false, scope: 'life', importance: 3 },
  ),
  day('Ménopause', String.raw`menopaus\w+(?: \w+){0,2} (?:depuis|en)`, { scope: 'life', importance: 1 }),
  day(
    'Pose du stimulateur ou défibrillateur',
    String.raw`(?:stimulateur|pacemaker|pm|dai|defibrillateur|boitier|pile)\b[^.;\d]{0,40}\b(?:pose\w*|implante\w*|le|en|du|depuis)`,
    { planned: false, scope: 'event', importance: 2 },
  ),
  day(
    'Pose du dispositif intra-utérin',
    String.raw`(?:diu|sterilet|mirena|kyleena|jaydess)\b[^.;\d]{0,30}\b(?:pose\w*|depuis|le|en|du)|pose (?:d un |de )?(?:diu|sterilet|mirena|kyleena)\b[^.;\d]{0,16}`,
    { planned: false, scope: 'event', importance: 2 },
  ),
  day("Pose de l'implant", String.raw`(?:implant (?:contraceptif|sous cutane)|nexplanon)\b[^.;\d]{0,30}\b(?:pose\w*|depuis|le|en|du)`, {
    planned: false,
    scope: 'event',
    importance: 2,
  }),
  day(
    'Pose de la chambre implantable',
    String.raw`(?:chambre implantable|pac|port a cath|picc(?: line)?|midline)\b[^.;\d]{0,30}\b(?:pose\w*|implante\w*|le|du|en)`,
    { planned: false, scope: 'event', importance: 1 },
  ),
  day(
    'Pose de la sonde',
    String.raw`(?:sonde (?:urinaire|vesicale|jj|double j|de gastrostomie)|gpe|gastrostomie|cystocatheter)\b[^.;\d]{0,24}\b(?:pose\w*|changee?|le|du)`,
    { planned: false, scope: 20 },
  ),
  day(
    'Échéance du changement',
    String.raw`(?:a changer|a retirer|changement prevu|retrait prevu|ablation prevue)\b[^.;\d]{0,16}\b(?:avant|le|en)`,
    { scope: 400, subject: /\b(diu|sterilet|mirena|implant|nexplanon|sonde|jj|canule|pile|boitier|gastrostomie|picc|chambre)\b/ },
  ),
  day("Sortie de l'hôpital", String.raw`(?:hospitalisee?|hospitalisation)\b[^.;]{0,24}\bdu \d{1,2}(?: \w+)?(?: \d{4})? au`, {
    scope: 45,
    importance: 1,
  }),
  day('Diagnostic de la maladie', String.raw`diagnosti\w+(?: \w+){0,3}? (?:en|le|depuis|date de|pose en)`, {
    scope: 'life',
    subject:
      /\b(sep|sclerose en plaques|parkinson|crohn|rch|rectocolite|polyarthrite|lupus|coeliaque|diabete|epilepsie|myasthenie|sclerodermie|spondyl\w+|sarcoidose|myelome|lymphome|leucemie|drepanocytose|mucoviscidose|hemophilie|bpco|asthme|glaucome|dmla|endometriose|psoriasis|bipolaire|schizophren\w+|autisme|tdah|vih|hepatite [bc])\b/,
  }),
  day('Prochaine vaccination', String.raw`prochain (?:rappel|vaccin)|rappel (?:prevu|a faire|suivant)|vaccin a faire`, {
    scope: 1500,
    importance: 1,
    subject: /\b(dtp|tetanos|ror|hpv|gardasil|pneumocoque|prevenar|hepatite|grippe|covid|zona|meningo\w*|coqueluche)\b/,
  }),
];
