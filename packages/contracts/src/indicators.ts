/** What a figure counts (domain reference G2). */
export const units = ['SESS', 'ATT', 'PERS', 'SESS/week', 'ATT/SESS'] as const
export type Unit = (typeof units)[number]

export interface Indicator {
  readonly id: string
  /** Changes with the formula or a parameter's meaning. */
  readonly version: number
  readonly unit: Unit
  /** Digits after the comma of `value`. */
  readonly decimals: number
  /** A share of 1, shown in per cent. */
  readonly share: boolean
  /** Sub-values, in the order in which they are shown. */
  readonly parts: readonly string[]
  readonly name: { readonly fr: string; readonly en: string }
  readonly definition: { readonly fr: string; readonly en: string }
}

/**
 * One definition per figure (decisions 7): screens, API and exports read this registry. Ids and formulas are those of the
 * domain reference 3.3; periods are half-open local dates [from, to).
 */
export const indicators = [
  {
    id: 'ACT-01',
    version: 1,
    unit: 'SESS',
    decimals: 0,
    share: false,
    parts: ['overdue'],
    name: { fr: 'Séances tenues', en: 'Sessions held' },
    definition: {
      fr: 'Séances d’atelier qui ont vraiment eu lieu dans la période. Les séances annulées ne comptent pas ; une séance déplacée compte une fois. À part : les séances passées depuis plus de 7 jours sans présence encodée.',
      en: 'Workshop sessions that really took place in the period. Cancelled sessions do not count; a moved session counts once. Apart: sessions over for more than 7 days with nothing recorded.',
    },
  },
  {
    id: 'ACT-03',
    version: 1,
    unit: 'ATT',
    decimals: 0,
    share: false,
    parts: ['identified', 'unidentified'],
    name: { fr: 'Participations (passages)', en: 'Attendances' },
    definition: {
      fr: 'Présences : une par personne et par séance tenue, porteurs compris, plus les personnes comptées sans nom. Ce ne sont pas des personnes : qui vient dix fois compte dix fois.',
      en: 'Presences: one per person and held session, hosts included, plus people counted without a name. These are not persons: who comes ten times counts ten times.',
    },
  },
  {
    id: 'ACT-04',
    version: 1,
    unit: 'PERS',
    decimals: 0,
    share: false,
    parts: ['newcomer', 'local', 'in_between', 'unknown', 'unidentified'],
    name: { fr: 'Personnes distinctes touchées', en: 'Distinct persons reached' },
    definition: {
      fr: 'Personnes nommées ayant au moins une présence dans la période, chacune une seule fois. Le groupe est celui du jour de la première présence. Les personnes comptées sans nom ne sont jamais ajoutées : elles sont montrées à part.',
      en: 'Named persons with at least one presence in the period, each counted once. The group is that of the day of the first presence. People counted without a name are never added: they are shown apart.',
    },
  },
  {
    id: 'ACT-06',
    version: 1,
    unit: 'SESS/week',
    decimals: 2,
    share: false,
    parts: ['calendar', 'active', 'last_four'],
    name: { fr: 'Séances par semaine', en: 'Sessions per week' },
    definition: {
      fr: 'Trois rythmes, toujours montrés ensemble : par semaine du calendrier ; par semaine où il y a eu au moins une séance ; sur les 28 derniers jours de la période.',
      en: 'Three rates, always shown together: per calendar week; per week with at least one session; over the last 28 days of the period.',
    },
  },
  {
    id: 'ACT-07',
    version: 1,
    unit: 'ATT/SESS',
    decimals: 2,
    share: false,
    parts: ['p25', 'p50', 'p75', 'without_list'],
    name: { fr: 'Taille moyenne des groupes', en: 'Average group size' },
    definition: {
      fr: 'Participations par séance tenue dont les présences sont encodées. Les séances tenues sans présences encodées sont exclues et montrées à part.',
      en: 'Attendances per held session with a recorded sheet. Held sessions without one are left out and shown apart.',
    },
  },
  {
    id: 'MIX-01',
    version: 1,
    unit: 'ATT',
    decimals: 4,
    share: true,
    parts: ['newcomer', 'local', 'in_between', 'unknown'],
    name: { fr: 'Part de primo-arrivants dans les participations', en: 'Newcomer share of attendances' },
    definition: {
      fr: 'Présences de primo-arrivants sur les présences de primo-arrivants et de locaux, selon le groupe au jour de la séance. « Entre les deux » et « inconnu » sont montrés à part, dans aucun des deux côtés. Pas de valeur si le groupe est connu pour moins de 60 % des présences.',
      en: 'Presences of newcomers among those of newcomers and locals, by the group on the day of the session. “In between” and “unknown” are shown apart, on neither side. No value when the group is known for less than 60% of the presences.',
    },
  },
  {
    id: 'MIX-02',
    version: 1,
    unit: 'SESS',
    decimals: 4,
    share: true,
    parts: ['mixed', 'not_mixed', 'not_assessable'],
    name: { fr: 'Part de séances mixtes', en: 'Share of mixed sessions' },
    definition: {
      fr: 'Séances tenues avec assez de primo-arrivants et de locaux (au moins 2 et 2, et au moins un quart pour le plus petit groupe, selon la politique de l’antenne), sur les séances que l’on peut juger (au moins 4 personnes de groupe connu, au plus 40 % d’inconnus).',
      en: 'Held sessions with enough newcomers and locals (at least 2 and 2, and at least a quarter for the smaller group, by the policy of the site) among sessions that can be judged (at least 4 people of known group, at most 40% unknown).',
    },
  },
] as const satisfies readonly Indicator[]

export type IndicatorId = (typeof indicators)[number]['id']
