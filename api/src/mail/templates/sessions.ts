import { defineTemplate } from '../../platform/mail/letter.ts'

/** Lines of the payload: one session a line; for a move, what was and what is, with a tab between them. */
const moves = (changes: string, words: (was: string, now: string) => string[]) =>
  changes.split('\n').flatMap((line) => {
    const [was = '', now = ''] = line.split('\t')
    return words(was, now)
  })
const given = (words: string, value: string) => (value === '' ? [] : [`${words}${value}`])

/** Sessions that somebody is registered for have another day, hour or place. `reason` may be empty. */
export const sessionMoved = defineTemplate({
  needs: ['title', 'changes', 'reason'],
  words: {
    fr: ({ title, changes, reason }) => ({
      subject: `Changement de date ou de lieu : ${title}`,
      paragraphs: [
        `Bonjour, un rendez-vous de l’atelier « ${title} » change. Votre inscription reste valable.`,
        ...moves(changes, (was, now) => [`Avant : ${was}`, `Maintenant : ${now}`]),
        ...given('Raison : ', reason),
        'Si vous ne pouvez pas venir, dites-le à l’équipe d’Interra.',
      ],
    }),
    en: ({ title, changes, reason }) => ({
      subject: `New date or place: ${title}`,
      paragraphs: [
        `Hello, a session of the workshop “${title}” has changed. You are still registered.`,
        ...moves(changes, (was, now) => [`Before: ${was}`, `Now: ${now}`]),
        ...given('Reason: ', reason),
        'If you cannot come, please tell the Interra team.',
      ],
    }),
    nl: ({ title, changes, reason }) => ({
      subject: `Andere datum of plaats: ${title}`,
      paragraphs: [
        `Dag, een afspraak van de workshop “${title}” verandert. Je blijft ingeschreven.`,
        ...moves(changes, (was, now) => [`Eerst: ${was}`, `Nu: ${now}`]),
        ...given('Reden: ', reason),
        'Kan je niet komen? Laat het weten aan het team van Interra.',
      ],
    }),
    ar: ({ title, changes, reason }) => ({
      subject: `تغيير الموعد أو المكان: ${title}`,
      paragraphs: [
        `مرحبًا، تغيّر موعد من ورشة «${title}». تسجيلك ما زال قائمًا.`,
        ...moves(changes, (was, now) => [`قبل: ${was}`, `الآن: ${now}`]),
        ...given('السبب: ', reason),
        'إذا لم تتمكن من الحضور فأخبر فريق Interra من فضلك.',
      ],
    }),
  },
})

/** Sessions that somebody is registered for do not take place: `sessions`, one a line. */
export const sessionCancelled = defineTemplate({
  needs: ['title', 'sessions', 'reason'],
  words: {
    fr: ({ title, sessions, reason }) => ({
      subject: `Annulé : ${title}`,
      paragraphs: [
        `Bonjour, ce rendez-vous de l’atelier « ${title} » n’a pas lieu :`,
        ...sessions.split('\n'),
        `Raison : ${reason}`,
        'Nous espérons vous revoir bientôt.',
      ],
    }),
    en: ({ title, sessions, reason }) => ({
      subject: `Cancelled: ${title}`,
      paragraphs: [
        `Hello, this session of the workshop “${title}” will not take place:`,
        ...sessions.split('\n'),
        `Reason: ${reason}`,
        'We hope to see you again soon.',
      ],
    }),
    nl: ({ title, sessions, reason }) => ({
      subject: `Geannuleerd: ${title}`,
      paragraphs: [
        `Dag, deze afspraak van de workshop “${title}” gaat niet door:`,
        ...sessions.split('\n'),
        `Reden: ${reason}`,
        'We hopen je gauw terug te zien.',
      ],
    }),
    ar: ({ title, sessions, reason }) => ({
      subject: `أُلغي: ${title}`,
      paragraphs: [
        `مرحبًا، لن يُعقد هذا الموعد من ورشة «${title}»:`,
        ...sessions.split('\n'),
        `السبب: ${reason}`,
        'نأمل أن نراك قريبًا.',
      ],
    }),
  },
})

/** A place is free for somebody who waited. `place` may be empty; `until` is a day and an hour. */
export const placeOffered = defineTemplate({
  needs: ['title', 'when', 'place', 'until'],
  words: {
    fr: ({ title, when, place, until }) => ({
      subject: `Une place pour vous : ${title}`,
      paragraphs: [
        `Bonjour, une place s’est libérée pour l’atelier « ${title} ».`,
        `Quand : ${when}`,
        ...given('Où : ', place),
        `Dites à l’équipe d’Interra si vous la prenez, avant le ${until}. Sans réponse, elle ira à la personne suivante.`,
      ],
    }),
    en: ({ title, when, place, until }) => ({
      subject: `A place for you: ${title}`,
      paragraphs: [
        `Hello, a place is free in the workshop “${title}”.`,
        `When: ${when}`,
        ...given('Where: ', place),
        `Tell the Interra team whether you take it, before ${until}. Without an answer it goes to the next person.`,
      ],
    }),
    nl: ({ title, when, place, until }) => ({
      subject: `Een plaats voor jou: ${title}`,
      paragraphs: [
        `Dag, er is een plaats vrij in de workshop “${title}”.`,
        `Wanneer: ${when}`,
        ...given('Waar: ', place),
        `Laat het team van Interra weten of je ze neemt, vóór ${until}. Zonder antwoord gaat ze naar de volgende persoon.`,
      ],
    }),
    ar: ({ title, when, place, until }) => ({
      subject: `مكان لك: ${title}`,
      paragraphs: [
        `مرحبًا، توفّر مكان في ورشة «${title}».`,
        `متى: ${when}`,
        ...given('أين: ', place),
        `أخبر فريق Interra إن كنت تأخذه، قبل ${until}. من دون جواب يذهب إلى الشخص التالي.`,
      ],
    }),
  },
})
