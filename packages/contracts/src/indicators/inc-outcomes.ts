import type { Indicator } from './indicator.ts'

/** InterLab, what comes of it (domain reference 3.3, INC). */
export const incOutcomes = [
  {
    id: 'INC-06',
    version: 1,
    kind: 'ratio',
    unit: 'NEED',
    decimals: 4,
    share: true,
    parts: ['conservative', 'added_later'],
    partKind: { conservative: 'ratio', added_later: 'count' },
    by: ['site', 'cohort', 'gender'],
    name: { fr: 'Freins levés', en: 'Barriers unlocked' },
    definition: {
      fr: 'Besoins importants ou bloquants au diagnostic (les huit premières semaines), gérés ou levés au dernier regard, qui tombe dans la période. « Prudent » : ceux que personne n’a revus comptent comme non levés.',
      en: 'Needs important or blocking at the diagnostic (the first eight weeks) that are managed or gone at the last look, which lies in the period. “Conservative”: those that nobody looked at again count as not resolved.',
    },
    missing: {
      fr: 'Jamais revu : inconnu, montré dans la couverture, au jour du diagnostic ou au début de la période.',
      en: 'Never looked at again: unknown, shown in the coverage, on the day of the diagnostic or at the start of the period.',
    },
    pitfall: {
      fr: 'Les besoins venus plus tard gonfleraient le dénominateur : ils sont à part.',
      en: 'Needs that came later would swell the denominator: they are apart.',
    },
    parameters: { hindering: 2, diagnosticDays: 56 },
  },
  {
    id: 'INC-07',
    version: 1,
    kind: 'ratio',
    unit: 'PROJECT',
    decimals: 4,
    share: true,
    parts: ['within_24_months', 'immature', 'unknown', 'before'],
    partKind: { within_24_months: 'ratio', immature: 'count', unknown: 'count', before: 'count' },
    by: ['site', 'cohort', 'gender', 'group', 'sector'],
    name: { fr: 'Création d’activité à 12 mois', en: 'Business creation at 12 months' },
    definition: {
      fr: 'Projets commencés dans la période, il y a 365 jours ou plus, qui ont leur propre numéro d’entreprise dans les 365 jours. Un test sous le numéro d’une autre structure n’est pas une création. Ceux pour qui le temps n’est pas passé, et les activités qui existaient déjà, sont à part.',
      en: 'Projects begun in the period, 365 days ago or more, with an enterprise number of their own within 365 days. A test under the number of another structure is no creation. Those whose time is not over, and businesses that were there before, are apart.',
    },
    missing: {
      fr: 'Sans nouvelles, un projet compte comme non créé ; leur nombre est montré.',
      en: 'Without news a project counts as not created; how many is shown.',
    },
    pitfall: {
      fr: 'Qui trouve un emploi ne crée pas : c’est un succès dans les sorties positives.',
      en: 'Who finds a job creates nothing: that is a success among positive exits.',
    },
    parameters: { days: 365 },
  },
  {
    id: 'INC-08',
    version: 1,
    kind: 'duration',
    unit: 'ENTERPRISE',
    decimals: 0,
    share: false,
    parts: ['month_12', 'month_24', 'month_36', 'ceased'],
    partKind: { month_12: 'duration', month_24: 'duration', month_36: 'duration', ceased: 'count' },
    by: ['site', 'sector', 'gender'],
    name: { fr: 'Survie des activités', en: 'Business survival' },
    definition: {
      fr: 'Activités commencées dans la période : les jours jusqu’à l’arrêt confirmé (médiane de Kaplan-Meier), et la part qui vit encore après 12, 24 et 36 mois.',
      en: 'Businesses started in the period: days until their confirmed end (Kaplan-Meier median), and the share still alive after 12, 24 and 36 months.',
    },
    missing: {
      fr: 'Une activité compte jusqu’au dernier regard sur le registre.',
      en: 'A business counts until the last look at the register.',
    },
    pitfall: {
      fr: 'Rien n’arrive tout seul du registre : sans regard récent, la suite n’est pas connue.',
      en: 'Nothing comes from the register by itself: without a recent look, what follows is not known.',
    },
  },
  {
    id: 'INC-09',
    version: 1,
    kind: 'ratio',
    unit: 'PERS',
    decimals: 4,
    share: true,
    sensitive: true,
    parts: ['conservative', 'month_6', 'month_6_conservative', 'immature'],
    partKind: { conservative: 'ratio', month_6: 'ratio', month_6_conservative: 'ratio', immature: 'count' },
    by: ['site', 'gender', 'age', 'group'],
    name: { fr: 'Sorties positives', en: 'Positive exits' },
    definition: {
      fr: 'Personnes sorties ou lancées dans la période, il y a quatre semaines ou plus, qui vivent de leur activité, ont un emploi ou se forment, parmi celles dont la situation est connue ; et la même chose six mois après. « Prudent » : inconnu compte comme non. Qui sort deux fois compte une fois, et bien si l’une des deux sorties l’est.',
      en: 'People who left or launched in the period, four weeks ago or more, and have an activity of their own, a job or a training, among those whose situation is known; and the same six months later. “Conservative”: unknown counts as no. Who leaves twice counts once, and well when one of both is.',
    },
    missing: {
      fr: 'Situation inconnue : dans la couverture, et dans la part prudente.',
      en: 'Situation unknown: in the coverage, and in the conservative share.',
    },
    parameters: { daysAfterExit: 28 },
  },
] as const satisfies readonly Indicator[]
