import type { Indicator } from './indicator.ts'

/** Referrals of partners and the way to employers (domain reference 3.3, REF and EMP). */
export const ref = [
  {
    id: 'REF-01',
    version: 1,
    kind: 'count',
    unit: 'REFERRAL',
    decimals: 0,
    share: false,
    parts: ['people', 'accepted', 'attended', 'active', 'declined', 'withdrawn', 'in_progress', 'immature'],
    by: ['site', 'partner', 'partnerType', 'programme', 'gender'],
    name: { fr: 'Entonnoir des orientations', en: 'Referral funnel' },
    definition: {
      fr: 'Orientations reçues dans la période, et parmi elles les acceptées, celles dont la personne est venue dans les 60 jours après l’acceptation, celles-ci encore actives à 90 jours (voir REF-03), les refusées, les retirées et celles en cours. Sans les essais ni les doublons joints à une autre.',
      en: 'Referrals received in the period, and of them those accepted, those whose person came within 60 days of acceptance, those of these still active at 90 days (see REF-03), declined, withdrawn and in progress. Without tests nor duplicates joined to another.',
    },
    missing: {
      fr: 'Acceptées dont la suite ne peut pas encore être jugée : « immature ».',
      en: 'Accepted, of which the next step cannot be judged yet: “immature”.',
    },
    pitfall: {
      fr: 'Une orientation pour plusieurs programmes, ou d’un partenaire de plusieurs types, est rangée sous « plusieurs ».',
      en: 'A referral for several programmes, or of a partner of several types, stands under “several”.',
    },
    parameters: { attendedWithinDays: 60 },
  },
  {
    id: 'REF-02',
    version: 1,
    kind: 'duration',
    unit: 'REFERRAL',
    decimals: 0,
    share: false,
    parts: ['p90', 'first_presence'],
    by: ['site', 'partner'],
    name: { fr: 'Délais de prise en charge', en: 'Referral response times' },
    definition: {
      fr: 'Jours entiers entre la réception d’une orientation et la réponse : la médiane (Kaplan-Meier), sans le temps passé à attendre une information demandée. À part : de l’acceptation à la première présence.',
      en: 'Whole days from receiving a referral to the answer: the median (Kaplan-Meier), without the time spent waiting for information asked for. Apart: from acceptance to the first presence.',
    },
    missing: {
      fr: 'Sans réponse, une orientation compte pour le temps déjà attendu.',
      en: 'Without an answer a referral counts for the time waited so far.',
    },
    pitfall: { fr: 'Laisser de côté celles qui attendent flatte.', en: 'Leaving out those that wait flatters.' },
  },
  {
    id: 'REF-03',
    version: 1,
    kind: 'ratio',
    unit: 'REFERRAL',
    decimals: 4,
    share: true,
    parts: ['left_positive', 'immature'],
    partKind: 'count',
    by: ['site', 'partner', 'partnerType', 'programme', 'gender'],
    name: { fr: 'Encore actifs à 90 jours', en: 'Still active at 90 days' },
    definition: {
      fr: 'Orientations dont la personne est venue une première fois dans la période : la part de celles où elle a été vue entre le 61e et le 120e jour après (présence, rencontre de duo, coaching), ou était en duo ou accompagnée par InterLab le 90e. À part : celles qui ne le sont plus parce que la personne a trouvé un travail ou une formation.',
      en: 'Referrals whose person came for the first time in the period: the share of those who were seen between the 61st and the 120th day after it (presence, duo meeting, coaching), or were in a duo or accompanied by InterLab on the 90th. Apart: those who are not because the person found work or training.',
    },
    missing: {
      fr: 'Moins de 120 jours après la première venue : à part, pas encore jugées.',
      en: 'Less than 120 days after the first presence: apart, not judged yet.',
    },
    pitfall: {
      fr: 'Partir pour un travail n’est pas un échec. Une autre fenêtre donne un autre chiffre.',
      en: 'Leaving for work is no failure. Another window gives another figure.',
    },
    parameters: { seenAfterDays: 60, seenUntilDays: 120, onDay: 90 },
  },
  {
    id: 'REF-04',
    version: 1,
    kind: 'ratio',
    unit: 'REFERRAL',
    decimals: 4,
    share: true,
    parts: ['no_consent', 'immature'],
    partKind: 'count',
    by: ['site', 'partner', 'channel'],
    name: {
      fr: 'Retour au partenaire dans les 5 jours ouvrables',
      en: 'Feedback to partner within 5 working days',
    },
    definition: {
      fr: 'Orientations reçues dans la période dont le partenaire peut avoir des nouvelles : la part de celles pour lesquelles une première nouvelle lui est parvenue au plus tard le cinquième jour ouvrable après (jours fériés belges). Une nouvelle en file d’attente n’est pas parvenue ; l’accusé de réception n’en est pas une.',
      en: 'Referrals received in the period of which the partner may hear: the share for which a first news reached it by the fifth working day after (Belgian public holidays). What waits in a queue has not reached it; an acknowledgement is no news.',
    },
    missing: {
      fr: 'Sans accord pour un retour : à part. Délai pas encore écoulé sans nouvelle : à part.',
      en: 'Without consent to feedback: apart. Deadline not over yet and no news: apart.',
    },
    pitfall: {
      fr: 'Ce que le partenaire va lire lui-même avec sa clé ne compte pas.',
      en: 'What the partner goes and reads with its own key does not count.',
    },
    parameters: { workingDays: 5 },
  },
  {
    id: 'EMP-01',
    version: 1,
    kind: 'count',
    unit: 'PERS',
    decimals: 0,
    share: false,
    parts: ['met', 'hired', 'started_otherwise', 'matured', 'unknown'],
    by: ['site', 'gender', 'group'],
    name: { fr: 'Personnes mises en lien avec des employeurs', en: 'People introduced to employers' },
    definition: {
      fr: 'Personnes présentées à un employeur dans la période ; et parmi elles celles qui l’ont rencontré, celles engagées dans les six mois, celles qui ont commencé autre chose (stage, atelier payé, commande), celles pour qui six mois sont passés, et parmi ces dernières celles dont on ne sait rien.',
      en: 'People introduced to an employer in the period; and of them those who met, those hired within six months, those who began something else (internship, paid workshop, order), those for whom six months have passed, and of these last those of whom nothing is known.',
    },
    missing: { fr: 'Inconnu après six mois : pas engagé.', en: 'Unknown after six months: not hired.' },
    pitfall: {
      fr: 'Une personne peut être présentée plusieurs fois : elle compte une fois.',
      en: 'One person may be introduced many times: counted once.',
    },
    parameters: { hiredWithinMonths: 6 },
  },
] as const satisfies readonly Indicator[]
