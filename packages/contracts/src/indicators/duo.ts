import type { Indicator } from './indicator.ts'

/** Duos (domain reference 3.3, DUO). */
export const duo = [
  {
    id: 'DUO-01',
    version: 1,
    kind: 'count',
    unit: 'DUO',
    decimals: 0,
    share: false,
    parts: ['people'],
    by: ['site', 'pair'],
    name: { fr: 'Duos démarrés', en: 'Duos started' },
    definition: {
      fr: 'Duos commencés dans la période, c’est-à-dire après leur première rencontre ; à part, les personnes distinctes qui en font partie.',
      en: 'Duos that began in the period, that is after their first meeting; apart, the distinct people in them.',
    },
    missing: {
      fr: 'Proposé sans s’être rencontré n’est pas démarré.',
      en: 'Proposed without having met is not started.',
    },
    pitfall: {
      fr: 'Deux fois plus de personnes que de duos seulement si personne n’est dans deux duos.',
      en: 'Twice as many people as duos only if nobody is in two duos.',
    },
  },
  {
    id: 'DUO-02',
    version: 1,
    kind: 'ratio',
    unit: 'DUO',
    decimals: 4,
    share: true,
    parts: ['ended_early', 'lost', 'immature'],
    partKind: 'count',
    by: ['site', 'pair'],
    name: { fr: 'Taux de duos menés à terme', en: 'Duo completion rate' },
    definition: {
      fr: 'Duos démarrés dont la fin prévue tombe dans la période : ceux qui y sont arrivés, ou qui continuent avec des nouvelles de moins de 60 jours, sur tous.',
      en: 'Duos started whose planned end falls in the period: those that got there, or go on with news of less than 60 days, among all.',
    },
    missing: {
      fr: 'Sans nouvelles depuis plus de 60 jours : perdu de vue, compté comme non mené à terme.',
      en: 'No news for more than 60 days: lost, counted as not completed.',
    },
    pitfall: {
      fr: 'Changer la durée prévue rend les périodes incomparables.',
      en: 'Changing the planned length makes periods incomparable.',
    },
    parameters: { newsDays: 60 },
  },
  {
    id: 'DUO-03',
    version: 1,
    kind: 'duration',
    unit: 'DAY',
    decimals: 0,
    share: false,
    parts: ['p90'],
    by: ['site', 'pair'],
    name: { fr: 'Longévité des duos', en: 'Duo longevity' },
    definition: {
      fr: 'Jours du début du duo à la fin du contact : la médiane (Kaplan-Meier). Seule une fin avant terme est une fin connue.',
      en: 'Days from the start of the duo to the end of contact: the median (Kaplan-Meier). Only an early end is a known end.',
    },
    missing: {
      fr: 'Les autres comptent jusqu’au dernier contact confirmé, jamais jusqu’à aujourd’hui.',
      en: 'The others count until the last confirmed contact, never until today.',
    },
    pitfall: {
      fr: 'La fin du programme n’est pas la fin du contact.',
      en: 'The end of the programme is not the end of contact.',
    },
  },
  {
    id: 'DUO-04',
    version: 1,
    kind: 'ratio',
    unit: 'DUO',
    decimals: 4,
    share: true,
    parts: ['all', 'conflicting'],
    partKind: { all: 'ratio', conflicting: 'count' },
    by: ['site', 'pair'],
    name: {
      fr: 'Duos toujours en contact après le programme',
      en: 'Duos still in contact after the programme',
    },
    definition: {
      fr: 'Duos menés à terme, interrogés six mois après : ceux dont une personne au moins dit avoir encore vu l’autre et aucune le contraire, parmi ceux qui ont répondu ; à part, parmi tous.',
      en: 'Completed duos, asked six months later: those of which at least one person says to have seen the other and none the contrary, among those who answered; apart, among all.',
    },
    missing: {
      fr: 'Sans réponse : hors de la première part, « non » dans la seconde.',
      en: 'No answer: outside the first share, “no” in the second.',
    },
    pitfall: {
      fr: 'Deux réponses par duo : l’unité est le duo. Une réponse contraire l’emporte.',
      en: 'Two answers a duo: the unit is the duo. A contrary answer prevails.',
    },
    // both shares are told side by side
    parameters: { minCoverage: 0 },
  },
  {
    id: 'DUO-06',
    version: 1,
    kind: 'duration',
    unit: 'DAY',
    decimals: 0,
    share: false,
    parts: ['p90', 'waiting', 'left'],
    partKind: { p90: 'duration', waiting: 'count', left: 'count' },
    by: ['group', 'gender', 'age', 'level', 'site'],
    name: { fr: 'Attente avant duo', en: 'Waiting time to match' },
    definition: {
      fr: 'Jours entre l’entrée dans le vivier et le début d’un duo : la médiane (Kaplan-Meier). À part : qui attend encore, et qui est parti sans duo.',
      en: 'Days from coming into the pool to the start of a duo: the median (Kaplan-Meier). Apart: who still waits, and who left without one.',
    },
    missing: {
      fr: 'Qui attend ou est parti compte pour le temps attendu.',
      en: 'Who waits or left counts for the time waited.',
    },
    pitfall: {
      fr: 'Ne regarder que les personnes placées cache celles qui ne le sont jamais.',
      en: 'Looking only at people who were matched hides those who never are.',
    },
  },
  {
    id: 'DUO-07',
    version: 1,
    kind: 'count',
    unit: 'DUO',
    decimals: 0,
    share: false,
    parts: [],
    by: ['reason', 'site'],
    name: { fr: 'Motifs de fin anticipée', en: 'Early end reasons' },
    definition: {
      fr: 'Duos terminés avant leur fin prévue, par motif. Un motif de sécurité est rangé parmi « autre » : il ne se lit que dans les duos.',
      en: 'Duos that ended before their planned end, by reason. A reason of safety stands among “other”: it is read in the duos alone.',
    },
  },
] as const satisfies readonly Indicator[]
