import type { Indicator } from './indicator.ts'

/** Trainings given (domain reference 3.3, TRN). */
export const trn = [
  {
    id: 'TRN-01',
    version: 2,
    kind: 'count',
    unit: 'SESS',
    decimals: 0,
    share: false,
    parts: ['trainees', 'hours', 'organisations', 'not_recorded'],
    partKind: { trainees: 'count', hours: 'sum', organisations: 'count', not_recorded: 'count' },
    by: ['audience', 'site'],
    name: {
      fr: 'Formations à la communication interculturelle',
      en: 'Intercultural trainings delivered',
    },
    definition: {
      fr: 'Séances de formation interculturelle qui ont eu lieu dans la période : non annulées, et quelqu’un y était. À part : les personnes différentes qui y étaient, leurs heures de présence, et les organisations dont du personnel est venu.',
      en: 'Sessions of intercultural training that took place in the period: not cancelled, and somebody was there. Apart: the distinct people who were there, their hours of presence, and the organisations whose staff came.',
    },
    missing: {
      fr: 'Les séances passées depuis plus de 7 jours sans présence notée sont à part.',
      en: 'Sessions over for more than 7 days with no presence recorded are apart.',
    },
    pitfall: {
      fr: 'Les personnes touchées (ACT-04) sont celles des ateliers ; quelqu’un peut être des deux : ne pas additionner. Une séance suivie par deux publics compte pour chacun.',
      en: 'The persons reached (ACT-04) are those of workshops; somebody may be of both: not to be added up. A session followed by two audiences counts for each.',
    },
    parameters: { recordedWithinDays: 7 },
  },
] as const satisfies readonly Indicator[]
