import type { Indicator } from './indicator.ts'

/** French that is practised and learned (domain reference 3.3, LNG). */
export const lng = [
  {
    id: 'LNG-03',
    version: 1,
    kind: 'sum',
    unit: 'HOUR',
    decimals: 2,
    share: false,
    parts: ['newcomers', 'per_newcomer', 'estimated', 'language_unknown'],
    partKind: { newcomers: 'count', per_newcomer: 'ratio', estimated: 'sum', language_unknown: 'sum' },
    by: ['programme', 'level', 'site'],
    name: { fr: 'Heures de pratique du français', en: 'French practice hours' },
    definition: {
      fr: 'Heures que des primo-arrivants, au jour même, ont passées dans des activités en français : séances tenues, séances de formation, et rencontres de duos là où les duos parlent français. Au plus 20 heures de rencontres de duos par personne et par semaine. À part : combien de primo-arrivants, et les heures par primo-arrivant.',
      en: 'Hours that newcomers, on the very day, spent in activities held in French: held sessions, training sessions, and meetings of duos where duos speak French. At most 20 hours of duo meetings per person and week. Apart: how many newcomers, and the hours per newcomer.',
    },
    missing: {
      fr: 'Une rencontre sans durée compte pour 60 minutes, dites à part. Les heures d’activités dont la langue n’est pas notée sont à part.',
      en: 'A meeting without a length counts as 60 minutes, told apart. Hours of activities whose language is not recorded are apart.',
    },
    pitfall: {
      fr: 'Les durées des rencontres de duos sont dites par les duos. Une activité en plusieurs langues compte en entier.',
      en: 'The lengths of duo meetings are told by the duos. An activity in several languages counts whole.',
    },
    parameters: { minutesWhenUnknown: 60, duoHoursAWeek: 20 },
  },
] as const satisfies readonly Indicator[]
