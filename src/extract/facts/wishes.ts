/** What keeps alive, and who decides of it. */
const VITAL = String.raw`(?:reanim|intub|massage|(?<=(?:jamais|plus) etre )branche|acharne|(?<!hemo)dialyse|tracheo|respirateur|machine|gastrostomie|maintenu en vie|prolonge|mourir|soins intensifs)`;
/** "Ne souhaite ni intubation ni massage", "veut tout faire, y compris la réanimation": a wish about care, of whatever document. */
export const WISH = new RegExp(
  String.raw`\b(?:ne |n')(?:souhait|veu[tx]|voudrait|voulait|desir)\w* (?:ni|pas|plus|jamais|surtout|en aucun cas|qu)[^.;]{0,50}\b${VITAL}|\b(?:souhait|voudrait|veut|demande)\w*[^.;]{0,30}\b(?:tout (?:faire|soit (?:fait|tente)|tenter)|(?:etre |la |une )?reanim)|\btout faire\b[^.;]{0,20}»?`,
);
export const VITAL_NEAR = new RegExp(String.raw`\b${VITAL}`);
/** "LATA ?": asked, with no answer. */
export const ONLY_ASKED = /^\W*[^.:;?]{2,16}\?\W*$/;
/** A paper of wishes: each of its lines about care is one. */
const FORM_OF_WISHES =
  /^[^\n]*\b(?:directives anticipees|mes volontes|mes souhaits (?:pour|de)|recueil de volontes|volontes (?:de fin de vie|du patient)|fiche (?:urgence )?pallia|niveau de soins)\b[^\n.]*$/m;
export const CARE =
  /\b(?:reanimation|massage|intub\w+|machines?|ventilation|vni|masque|dialyse|transfusions?|sonde|alimentation|gastrostomie|nutrition|hydratation|tracheotomie|defibrillateur|pacemaker|pile|chimiotherapie|operations?|chirurgie|hospitali[st]\w+|transfert|antibiotiques?|sedation|morphine|souffrir|souffrance|douleur|mourir|fin de vie|a la maison|domicile|prises de sang|obstination|organes?|pretre|religieu\w+|obseques)\b/;
export const ANSWERED =
  /\b(?:oui|non|d'accord|je (?:le |la |les )?(?:veux|souhaite|refuse|garde|accepte|prefere|ne)|pas de|verrai|jamais|toujours)\b|\[ ?x ?\]|☒/;
/** Letters from the top of a page in which its title stands. */
export const FORM_HEAD = 240;

/** Whether a page is itself a paper of wishes, and no letter that speaks of one. */
export const isPaperOfWishes = (folded: string): boolean => FORM_OF_WISHES.test(folded.slice(0, FORM_HEAD));

/** "L'hôpital si c'est pour guérir : une infection, une fracture, oui": a line of a paper of wishes that wants, refuses or supposes tells nothing that is or was. */
const WANTS =
  /\b(?:oui|non|d'accord)\b|\bsi (?:je|c'est|mon|ma|mes|on|jamais)\b|\bje (?:ne )?(?:(?:le|la|les|me|m') )?(?:veux|voudrais|souhaite|refuse|accepte|demande|prefere)\b|\bqu'on (?:me|ne|m')\b|^\W*pas (?:de|d')/;
export const isWishedFor = (page: string, sentence: string): boolean => isPaperOfWishes(page) && WANTS.test(sentence);
