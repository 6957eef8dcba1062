import { describe, expect, it } from 'vitest';
import { findAllergens, findConcepts } from '../../../src/extract/facts/clinical-vocabulary.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';
import { fold } from '../../../src/extract/text/fold.js';

const named = (text: string): string[] =>
  findConcepts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] })).map(({ concept }) => concept.label);
const allergens = (text: string): string[] => findAllergens(text, fold(text)).map(({ label }) => label);

describe('a name says no more than its words', () => {
  it.each([
    ['Mammographie : ACR 2 des deux côtés.', 'Image ACR 2'],
    ['ACR sur voie publique, massage cardiaque par témoin.', 'Arrêt cardiaque'],
    ['Surdosage signalé.', 'Surdosage'],
    ['Surdosage en AVK.', 'Surdosage en AVK'],
    ['Opacité spiculée du quadrant supéro-externe du sein gauche.', 'Opacité'],
    ['Opacité mammaire.', 'Opacité mammaire'],
    ['Opacités alvéolaires des bases.', 'Opacité alvéolaire'],
    ['Gastro-entérite virale.', 'Gastro-entérite'],
    ['Choc septique.', 'Choc septique'],
    ['Choc sous noradrénaline, remplissage.', 'Choc'],
    ['Choc hémorragique.', 'Choc hémorragique'],
    ['Épanchement articulaire.', 'Épanchement articulaire'],
    ['Syndrome PRES confirmé.', 'Encéphalopathie postérieure réversible'],
    ['Épanchement de faible abondance.', 'Épanchement'],
    ['Insuffisance rénale.', 'Insuffisance rénale'],
    ['Insuffisance rénale chronique.', 'Insuffisance rénale chronique'],
    ['Dialyse trois fois par semaine.', 'Dialyse'],
    ['Carcinome épidermoïde bien différencié.', 'Carcinome épidermoïde'],
    ['Carcinome infiltrant.', 'Carcinome'],
    ['Tumeur du sein.', 'Tumeur du sein'],
    ['Cancer du rectum.', 'Cancer du rectum'],
    ['Adénocarcinome du sigmoïde.', 'Cancer du côlon'],
    ['Détresse respiratoire.', 'Détresse respiratoire'],
    ['Perte de connaissance brève.', 'Perte de connaissance'],
    ['Paralysie faciale centrale.', 'Paralysie faciale centrale'],
    ['Déficit moteur du membre inférieur.', 'Déficit moteur'],
    ['Raideur de la nuque.', 'Raideur de la nuque'],
    ['Œdème cérébral.', 'Œdème cérébral'],
    ['Amyotrophie du quadriceps.', 'Amyotrophie'],
    ['Spasticité.', 'Spasticité'],
    ['Maladie de Fabry.', 'Maladie de Fabry'],
    ['Trisomie 18.', 'Trisomie 18'],
    ['Fente palatine.', 'Fente palatine'],
    ['Strabisme convergent.', 'Strabisme'],
    ['Cavernome temporal.', 'Cavernome'],
    ['Pneumopéritoine.', 'Pneumopéritoine'],
    ['Anévrisme poplité.', 'Anévrisme poplité'],
    ['Faux anévrisme fémoral.', 'Faux anévrisme'],
    ['Dysarthrie.', 'Dysarthrie'],
    ['Lithiase biliaire.', 'Lithiase biliaire'],
    ['Rhabdomyolyse.', 'Rhabdomyolyse'],
    ['Gangrène de Fournier.', 'Gangrène de Fournier'],
    ['Hydrocèle gauche.', 'Hydrocèle'],
    ['Hypospadias.', 'Hypospadias'],
    ['Lipome de la cuisse.', 'Lipome'],
    ['Masse épigastrique.', 'Masse épigastrique'],
    ['Malnutrition.', 'Malnutrition'],
    ['Cholestase.', 'Cholestase'],
    ['Pancytopénie.', 'Pancytopénie'],
    ['Tabagisme actif.', 'Tabagisme'],
    ['Tumorectomie.', 'Tumorectomie'],
    ['Curiethérapie.', 'Curiethérapie'],
    ['Stent biliaire.', 'Endoprothèse biliaire'],
    ['AEG.', "Altération de l'état général"],
    ['Coup de soleil.', 'Coup de soleil'],
    ['Idées noires.', 'Idées noires'],
    ['Angioplastie iliaque.', 'Angioplastie iliaque'],
    ['Claudication de la mâchoire.', 'Claudication de la mâchoire'],
    ['Infarctus splénique.', 'Infarctus splénique'],
    ['Infarctus en 2012.', 'Infarctus du myocarde'],
  ])('%j is %j', (text, label) => {
    expect(named(text)).toContain(label);
  });

  it.each([
    ['ACR 2 des deux côtés.', 'Arrêt cardiaque'],
    ['Attention au surdosage.', 'Ingestion médicamenteuse volontaire'],
    ['Dr Martin, gastro-entérologue.', 'Gastro-entérite'],
    ['Symptômes gastro-intestinaux.', 'Gastro-entérite'],
    ['Opacité du quadrant supéro-externe du sein.', 'Opacité pulmonaire'],
    ['Opacité du quadrant supéro-externe du sein.', 'Nodule mammaire'],
    ['Choc cutané.', 'Choc'],
    ['Choc émotionnel.', 'Choc'],
    ['EG conservé.', "Altération de l'état général"],
    ['Klebsiella pneumoniae.', 'Pneumopathie'],
    ['Goutte épaisse négative.', 'Goutte'],
    ['10 gouttes le soir.', 'Goutte'],
    ['Ongles soignés.', 'Syndrome de Raynaud'],
    ['Pont protéique.', 'Pontage aorto-coronarien'],
    ['Le loup.', 'Histiocytofibrome'],
    ['A oublié sa carte.', 'Troubles de la mémoire'],
    ['Racines de la queue de cheval.', 'Syndrome de la queue de cheval'],
    ['CAP de cuisine.', 'Cancer de la prostate'],
    ['Après conversion en laparotomie.', 'Trouble somatoforme'],
    ['Globe oculaire.', 'Rétention urinaire'],
    ["Aucune douleur à l'opposition du pouce.", 'Irritabilité'],
    ['Prothèse valvulaire en place.', 'Valvulopathie'],
    ['Vésicule lithiasique.', 'Lithiase urinaire'],
    ['Contractions utérines régulières.', "Menace d'accouchement prématuré"],
    ['Pédiatre néonatologue, maladies infectieuses.', 'Infection'],
    ['Engagement de la tête fœtale.', 'Hypertension intracrânienne'],
    // Letters that stand for something else.
    ['Holter : une TVNS de 7 complexes, ECG normal.', 'Tachycardie ventriculaire'],
    ["Vu par l'IAO à 21 h 50, tri 3.", 'Insuffisance aortique'],
    ['Zone TV > 170/min avec ATP, ECG enregistré.', 'Tachycardie ventriculaire'],
    ['Programmation : TV 170-200, FV > 200, choc 36 J.', 'Fibrillation ventriculaire'],
    ['TV : col long, postérieur, fermé ; ECG normal.', 'Tachycardie ventriculaire'],
    ['ATCD : FV Leiden hétérozygote, ECG normal.', 'Fibrillation ventriculaire'],
    ['PTH per-op : 41, lit de parathyroïde libre.', 'Prothèse totale de hanche'],
    ['Indice de plaque 48 %, brossage revu.', 'Plaque'],
    ['Elle pleure beaucoup en consultation.', 'Drain pleural'],
    ['Plaques fugaces au sixième jour.', 'Plaque'],
    ['Alarme occlusion à 14:52.', 'Syndrome occlusif'],
    ['Confusion de dossier avec un homonyme.', 'Syndrome confusionnel'],
    ['Poids noté sur la fiche HAD.', 'HAD'],
    ['Sonde et boîtier de DAI St Jude.', 'Prothèse valvulaire mécanique'],
    ['DOSSIER DE PRÉ-INSCRIPTION rempli le 27/08/2026.', 'Encéphalopathie postérieure réversible'],
  ])('%j is not %j', (text, label) => {
    expect(named(text)).not.toContain(label);
  });

  it.each([
    ['pêche', 'Pêche'],
    ['poils de chien', 'Poils de chien'],
    ['azathioprine', 'Azathioprine'],
    ['céphalosporines', 'Céphalosporines'],
    ['anesthésiques locaux', 'Anesthésiques locaux'],
    ['cacahuète', 'Arachide'],
  ])('who reacts to %j reacts to %j alone', (text, label) => {
    expect(allergens(text)).toEqual([label]);
  });
});
