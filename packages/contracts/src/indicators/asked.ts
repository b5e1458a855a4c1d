import type { Breakdown, Indicator, Unit, Words } from './indicator.ts'

const unanswered: Words = {
  fr: 'Qui n’a pas répondu une seconde fois n’entre pas dans le changement : leur nombre est montré. Une question sans réponse, ou « je préfère ne pas le dire », ne vaut pas zéro.',
  en: 'Whoever did not answer a second time is not in the change: how many is shown. A question without an answer, or “prefer not to say”, is not zero.',
}
/** Of pairs that begin at the entry. */
const missing: Words = {
  fr: `La première réponse compte jusqu’à 21 jours après l’entrée et avant une troisième séance. ${unanswered.fr}`,
  en: `The first answer counts up to 21 days after the entry and before a third session. ${unanswered.en}`,
}
const pairedParts = [
  'asked',
  'pairs',
  'no_baseline',
  'follow_up_rate',
  'improved',
  'same',
  'worse',
  'g_av',
  'd_av',
  'dz',
  'immature',
]
/** What the sub-values of every change are. */
const toldApart: Words = {
  fr: 'À part : combien ont donné la première réponse, combien les deux, combien étaient à interroger et n’ont pas de première réponse (« no_baseline ») ; la part de toutes ces personnes qui a donné les deux (« follow_up_rate ») ; combien vont mieux, pareil, moins bien ; et dès 30 paires la taille du changement. Celle à citer est « g_av » : la différence moyenne en écarts types moyens des deux réponses, corrigée pour les petits nombres (Hedges) ; « d_av » est la même sans correction, « dz » est en écarts types des différences.',
  en: 'Apart: how many gave the first answer, how many both, how many were to be asked and have no first answer (“no_baseline”); the share of all these people who gave both (“follow_up_rate”); how many are better, the same, worse; and from 30 pairs on the size of the change. The one to quote is “g_av”: the mean difference in mean standard deviations of both answers, corrected for small numbers (Hedges); “d_av” is the same without the correction, “dz” is in standard deviations of the differences.',
}
const atThree: Words = {
  fr: 'Et le changement entre l’entrée et trois mois après (« change_t3 »), sur ses propres paires (« pairs_t3 »).',
  en: 'And the change between the entry and three months later (“change_t3”), on pairs of its own (“pairs_t3”).',
}

interface Change<I extends string> {
  readonly id: I
  readonly by: readonly Breakdown[]
  readonly name: Words
  readonly definition: Words
  readonly pitfall: Words
  readonly higherIsBetter: boolean
  readonly parts?: readonly string[]
  /** Whether the reference also names the answer three months after the entry. */
  readonly alsoAtThree?: true
  readonly version?: number
  readonly missing?: Words
}
/** The mean change of pairs, at the entry and six months later (domain reference 3.4); placed on the day of the first answer. */
function change<const I extends string>({
  higherIsBetter,
  parts = [],
  alsoAtThree,
  definition,
  ...more
}: Change<I>): Indicator & { readonly id: I } {
  return {
    version: 2,
    kind: 'paired',
    unit: 'POINT',
    decimals: 2,
    share: false,
    parts: [...pairedParts, ...(alsoAtThree ? ['change_t3', 'pairs_t3'] : []), ...parts],
    partKind: { immature: 'count', no_baseline: 'count' },
    missing,
    parameters: { higherIsBetter: higherIsBetter ? 1 : 0 },
    definition: wordsOf([definition, toldApart, ...(alsoAtThree ? [atThree] : [])]),
    ...more,
  }
}
const wordsOf = (all: readonly Words[]): Words => ({
  fr: all.map(({ fr }) => fr).join(' '),
  en: all.map(({ en }) => en).join(' '),
})
const noisy: Words = {
  fr: 'Une question seule est imprécise : une tendance se lit à partir de 30 paires.',
  en: 'A single question is noisy: a trend can be read from 30 pairs on.',
}
const share = { version: 1, kind: 'ratio', unit: 'PERS' as Unit, decimals: 4, share: true, sensitive: true } as const

/** What people say of themselves, of their links and of the activity (domain reference 3.3: LNK, LNG, CNF, TRN-02). */
export const asked = [
  {
    id: 'LNK-01',
    version: 2,
    kind: 'ratio',
    unit: 'PERS',
    decimals: 2,
    share: false,
    parts: ['median', 'at_least_one'],
    partKind: { median: 'quantile', at_least_one: 'ratio' },
    by: ['group', 'gender', 'programme', 'site'],
    name: { fr: 'Nouveaux liens déclarés', en: 'New ties reported' },
    definition: {
      fr: 'Personnes de l’autre groupe, rencontrées par Interra, avec qui l’on a eu un contact hors des activités : moyenne de la dernière réponse de chaque personne, 20 au plus, demandée trois et six mois après l’entrée ; par groupe, celui de l’entrée. L’intervalle est celui de la moyenne (Student, 95 %). À part : la médiane, et la part de celles et ceux qui en disent au moins une.',
      en: 'People of the other group, met through Interra, with whom there was contact outside the activities: mean of each person’s last answer, 20 at most, asked three and six months after the entry; by group, that of the entry. The interval is that of the mean (Student, 95%). Apart: the median, and the share who tell of at least one.',
    },
    missing: { fr: 'Sans réponse ne veut pas dire aucun lien.', en: 'No answer does not mean no tie.' },
    pitfall: {
      fr: 'Les deux côtés disent le même lien : la somme n’est pas un nombre de liens.',
      en: 'Both sides tell of the same tie: the sum is no number of ties.',
    },
  },
  {
    ...share,
    id: 'LNK-02',
    version: 2,
    parts: ['conservative', 'immature'],
    partKind: { conservative: 'ratio', immature: 'count' },
    by: ['group', 'gender', 'programme'],
    name: { fr: 'Part avec au moins un lien durable', en: 'Share with a lasting tie' },
    definition: {
      fr: 'Encore en contact, dans les 30 derniers jours et hors des activités, avec au moins une personne de l’autre groupe connue depuis trois mois ou plus, six mois après l’entrée : parmi les réponses. À part (« prudent ») : parmi toutes les personnes sollicitées, sans réponse compté comme non.',
      en: 'Still in contact, in the last 30 days and outside the activities, with at least one person of the other group known for three months or more, six months after the entry: among answers. Apart (“conservative”): among everybody asked, no answer counted as no.',
    },
    pitfall: {
      fr: 'Les personnes contentes répondent plus : la part prudente est la borne basse.',
      en: 'Happy people answer more: the conservative share is the lower bound.',
    },
  },
  change({
    id: 'LNK-04',
    higherIsBetter: true,
    by: ['group', 'gender', 'age', 'programme'],
    name: { fr: 'Évolution du réseau amical (LSNS)', en: 'Change in friend network (LSNS)' },
    definition: {
      fr: 'Changement, par paire, des trois questions sur les amis (0 à 15), entre l’entrée et six mois après. L’instrument n’est pas encore proposé : l’accord de ses auteurs manque.',
      en: 'Change, by pair, of the three questions on friends (0 to 15), between the entry and six months later. The instrument is not offered yet: its owners have not agreed.',
    },
    pitfall: { fr: 'Validé chez les 65 ans et plus.', en: 'Validated on people of 65 and more.' },
  }),
  change({
    id: 'LNK-05',
    alsoAtThree: true,
    higherIsBetter: false,
    by: ['group', 'gender', 'age', 'programme', 'level'],
    name: { fr: 'Évolution de la solitude (UCLA-3)', en: 'Change in loneliness (UCLA-3)' },
    definition: {
      fr: 'Changement, par paire, de la somme de 3 à 9 entre l’entrée et six mois après. Plus bas est mieux.',
      en: 'Change, by pair, of the sum from 3 to 9 between the entry and six months later. Lower is better.',
    },
    pitfall: {
      fr: 'On vient souvent quand on se sent seul·e : une partie du changement serait venue sans nous. C’est un changement, pas un effet.',
      en: 'People often come when they are lonely: part of the change would have come without us. It is a change, not an effect.',
    },
  }),
  {
    ...share,
    id: 'LNK-06',
    version: 2,
    parts: ['t0', 'became', 'no_longer', 'mcnemar_p', 'immature'],
    partKind: { t0: 'ratio', became: 'count', no_longer: 'count', mcnemar_p: 'ratio', immature: 'count' },
    by: ['group', 'gender'],
    name: { fr: 'Part en situation de solitude (UCLA-3 ≥ 6)', en: 'Share lonely (UCLA-3 ≥ 6)' },
    definition: {
      fr: 'Parmi les personnes qui ont répondu à l’entrée et six mois après, celles dont la somme est de 6 ou plus six mois après ; à part, la même part à l’entrée, combien le sont devenues, combien ne le sont plus, et la probabilité d’un écart aussi grand si rien ne changeait (McNemar, exact).',
      en: 'Among people who answered at the entry and six months later, those whose sum is 6 or more six months later; apart, the same share at the entry, how many became so, how many no longer are, and how likely so uneven a split would be if nothing changed (McNemar, exact).',
    },
    pitfall: { fr: 'Le seuil de 6 est une convention.', en: 'The limit of 6 is a convention.' },
    parameters: { limit: 6 },
  },
  change({
    id: 'LNK-07',
    higherIsBetter: true,
    by: ['group', 'gender', 'programme'],
    name: { fr: 'Évolution de la confiance envers les autres', en: 'Change in trust in others' },
    definition: {
      fr: 'Changement, par paire, de la confiance dans la plupart des gens (0 à 10), entre l’entrée et six mois après.',
      en: 'Change, by pair, of trust in most people (0 to 10), between the entry and six months later.',
    },
    pitfall: noisy,
  }),
  change({
    id: 'LNK-08',
    higherIsBetter: true,
    by: ['group', 'programme'],
    name: { fr: 'Évolution de la chaleur envers l’autre groupe', en: 'Change in warmth towards the other group' },
    definition: {
      fr: 'Changement, par paire, des sentiments envers les personnes de l’autre groupe (0 à 10), entre l’entrée et six mois après. À lire par groupe : les deux ne s’additionnent pas.',
      en: 'Change, by pair, of feelings towards people of the other group (0 to 10), between the entry and six months later. To be read by group: the two are not added up.',
    },
    pitfall: {
      fr: 'Qui s’engage est souvent déjà convaincu : la note part haut.',
      en: 'Whoever joins is often convinced already: the score starts high.',
    },
  }),
  change({
    id: 'LNG-02',
    alsoAtThree: true,
    higherIsBetter: true,
    by: ['level', 'gender', 'programme'],
    name: { fr: 'Évolution de l’aisance en français', en: 'Change in ease speaking French' },
    definition: {
      fr: 'Changement, par paire, de l’aisance à parler français (0 à 10) des primo-arrivants à l’entrée, entre l’entrée et six mois après.',
      en: 'Change, by pair, of ease in speaking French (0 to 10) of those who are newcomers at the entry, between the entry and six months later.',
    },
    pitfall: {
      fr: 'On se note plus bas quand on comprend mieux ce qu’il reste à apprendre.',
      en: 'People rate themselves lower once they understand what is left to learn.',
    },
  }),
  change({
    id: 'CNF-01',
    higherIsBetter: true,
    by: ['programme', 'gender', 'group'],
    name: { fr: 'Évolution de l’efficacité personnelle (GSE-6)', en: 'Change in self-efficacy (GSE-6)' },
    definition: {
      fr: 'Changement, par paire, de la somme de 6 à 24 entre l’entrée et six mois après. Une seule question sans réponse prend la moyenne des autres.',
      en: 'Change, by pair, of the sum from 6 to 24 between the entry and six months later. One question without an answer takes the mean of the others.',
    },
    pitfall: { fr: 'C’est un trait : un petit changement est normal.', en: 'It is a trait: a small change is normal.' },
  }),
  change({
    id: 'CNF-02',
    alsoAtThree: true,
    higherIsBetter: true,
    by: ['programme', 'gender', 'group'],
    name: { fr: 'Évolution de la confiance en soi', en: 'Change in self-confidence' },
    definition: {
      fr: 'Changement, par paire, de la confiance en soi (0 à 10), entre l’entrée et six mois après.',
      en: 'Change, by pair, of self-confidence (0 to 10), between the entry and six months later.',
    },
    pitfall: noisy,
  }),
  change({
    id: 'CNF-03',
    higherIsBetter: true,
    parts: ['interra', 'pairs_interra'],
    by: ['group', 'gender', 'programme', 'site'],
    name: { fr: 'Évolution du sentiment d’appartenance', en: 'Change in belonging' },
    definition: {
      fr: 'Changement, par paire, du sentiment de faire partie de la vie de la ville (0 à 10), entre l’entrée et six mois après ; à part, celui de faire partie d’Interra, sur ses propres paires (« pairs_interra »).',
      en: 'Change, by pair, of feeling part of the life of the city (0 to 10), between the entry and six months later; apart, of feeling part of Interra, on pairs of its own (“pairs_interra”).',
    },
    pitfall: {
      fr: 'Ce qui arrive ailleurs (logement, procédure) pèse plus.',
      en: 'What happens elsewhere (housing, procedure) weighs more.',
    },
  }),
  {
    ...share,
    id: 'CNF-04',
    parts: [],
    by: ['group', 'gender', 'programme'],
    name: { fr: 'Sentiment d’avoir de la valeur', en: 'Feeling valued' },
    definition: {
      fr: 'Personnes qui répondent 4 ou 5 sur 5 à leur dernière réponse de la période.',
      en: 'People who answer 4 or 5 of 5 in their last answer of the period.',
    },
    pitfall: {
      fr: 'Demandé après seulement : ce n’est pas un progrès.',
      en: 'Asked afterwards only: it is no progress.',
    },
    parameters: { limit: 4 },
  },
  {
    ...share,
    id: 'CNF-05',
    version: 2,
    parts: ['conservative', 'unknown_basis'],
    partKind: { conservative: 'ratio', unknown_basis: 'count' },
    by: ['gender', 'ageAmif', 'programme'],
    name: { fr: 'Activité jugée utile à l’intégration', en: 'Activity reported helpful for integration' },
    definition: {
      fr: 'Personnes qui ne sont pas belges et disent que l’activité a aidé leur intégration, parmi les réponses ; à part, parmi toutes celles à qui la question a été posée. Qui n’a pas dit s’il est belge est compté à part : la nationalité n’est pas connue autrement.',
      en: 'People who are not Belgian and say that the activity helped their integration, among answers; apart, among everybody who was asked. Whoever did not tell whether they are Belgian is counted apart: nationality is not known otherwise.',
    },
    pitfall: {
      fr: 'Non belge n’est pas « pays tiers » : pour un rapport AMIF, vérifiez le public.',
      en: 'Not Belgian is not “third country”: for an AMIF report, check the public.',
    },
  },
  change({
    id: 'TRN-02',
    version: 1,
    missing: unanswered,
    higherIsBetter: true,
    by: ['audience'],
    name: { fr: 'Acquis déclarés après formation', en: 'Self-rated learning after training' },
    definition: {
      fr: 'Changement, par paire, de la moyenne de trois questions de 1 à 5 (« avant » et « maintenant ») de qui suit une formation, au jour de sa dernière séance.',
      en: 'Change, by pair, of the mean of three questions from 1 to 5 (“then” and “now”) of those who follow a training, on the day of its last session.',
    },
    pitfall: {
      fr: 'Demandé après coup, l’avant paraît plus bas qu’il n’était.',
      en: 'Asked afterwards, the “then” looks lower than it was.',
    },
  }),
] as const satisfies readonly Indicator[]
