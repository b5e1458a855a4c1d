import type { Indicator } from './indicator.ts'

/** Encounters that recur (domain reference 3.3, LNK). */
export const lnk = [
  {
    id: 'LNK-03',
    version: 1,
    kind: 'count',
    unit: 'PAIR',
    decimals: 0,
    share: false,
    parts: ['newcomers', 'per_newcomer'],
    partKind: { newcomers: 'count', per_newcomer: 'ratio' },
    by: ['site', 'theme'],
    name: { fr: 'Paires croisées récurrentes', en: 'Recurrent cross-group pairs' },
    definition: {
      fr: 'Paires d’un·e primo-arrivant·e et d’un·e local·e, au jour de chaque séance, présents aux mêmes trois séances en 90 jours, au jour de la troisième. Sans celles où la même personne portait les trois séances. À part : les primo-arrivants présents dans la période, et les paires par primo-arrivant.',
      en: 'Pairs of a newcomer and a local, on the day of each session, present at the same three sessions within 90 days, on the day of the third. Without those in which the same person hosted all three. Apart: the newcomers present in the period, and pairs per newcomer.',
    },
    missing: {
      fr: 'Seules comptent les personnes nommées dont le groupe est connu.',
      en: 'Only people who were named and whose group is known count.',
    },
    pitfall: {
      fr: 'Se retrouver au même endroit n’est pas de l’amitié. Aucune paire n’est jamais montrée.',
      en: 'Being in the same place again is no friendship. No pair is ever shown.',
    },
    parameters: { sessions: 3, withinDays: 90 },
  },
] as const satisfies readonly Indicator[]
