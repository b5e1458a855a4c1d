import type { Indicator } from './indicator.ts'

/** French that is practised and learned (domain reference 3.3, LNG). */
export const lng = [
  {
    id: 'LNG-01',
    version: 1,
    kind: 'ratio',
    unit: 'PAIR',
    decimals: 4,
    share: true,
    parts: ['self', 'staff', 'school', 'conservative', 'levels', 'fell', 'missing', 'immature'],
    partKind: {
      self: 'ratio',
      staff: 'ratio',
      school: 'ratio',
      conservative: 'ratio',
      levels: 'sum',
      fell: 'count',
      missing: 'count',
      immature: 'count',
    },
    by: ['level', 'gender', 'site'],
    name: { fr: 'Progression d’au moins un niveau de français', en: 'Gain of at least one level of French' },
    definition: {
      fr: 'Personnes primo-arrivantes au jour de leur premier niveau connu (moins de C1), évaluées de nouveau dans la période, 90 jours plus tard ou plus, par la même voie : la part de celles qui ont gagné un niveau ou plus (A0, A1, A2, B1, B2, C1, C2). À part : dit par la personne, par l’équipe, par une école, jamais mélangés dans une paire ; combien de niveaux gagnés ; combien de paires ont baissé ; et la même part parmi toutes celles qui étaient à évaluer (« prudent »).',
      en: 'People who were newcomers on the day of their first known level (below C1), assessed again in the period, 90 days later or more, in the same way: the share who gained a level or more (A0, A1, A2, B1, B2, C1, C2). Apart: told by the person, by the team, by a school, never mixed in a pair; how many levels were gained; how many pairs fell; and the same share among all who were to be assessed (“conservative”).',
    },
    missing: {
      fr: 'Sans second niveau 90 jours après le premier : compté à part, au jour où il était attendu, et comme « non » dans la part prudente.',
      en: 'Without a second level 90 days after the first: counted apart, on the day on which it was due, and as “no” in the conservative share.',
    },
    pitfall: {
      fr: 'Interra ne donne pas de cours : des cours suivis ailleurs y sont pour beaucoup. Une moyenne de niveaux n’a pas de sens.',
      en: 'Interra gives no courses: lessons elsewhere have a large part in it. A mean of levels means nothing.',
    },
    parameters: { afterDays: 90 },
  },
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
