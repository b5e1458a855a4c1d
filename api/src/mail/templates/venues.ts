import { defineTemplate } from '../../platform/mail/letter.ts'

const inWords = (locale: string, date: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))

/** A venue is asked for a room. `answerDueOn`: local date; `contact` may be empty. */
export const venueRequest = defineTemplate({
  needs: ['contact', 'venue', 'room', 'title', 'wished', 'answerDueOn', 'asker'],
  words: {
    fr: ({ contact, venue, room, title, wished, answerDueOn, asker }) => ({
      subject: `Un atelier chez vous ? ${title}`,
      paragraphs: [
        contact === '' ? 'Bonjour,' : `Bonjour ${contact},`,
        `Interra prépare l’atelier « ${title} » et cherche un lieu. Pouvez-vous nous accueillir ?`,
        `Lieu : ${venue}, ${room}. Souhait : ${wished}.`,
        `Merci de nous répondre avant le ${inWords('fr-BE', answerDueOn)}.`,
        `${asker}, pour Interra`,
      ],
    }),
    en: ({ contact, venue, room, title, wished, answerDueOn, asker }) => ({
      subject: `A workshop at your place? ${title}`,
      paragraphs: [
        contact === '' ? 'Hello,' : `Hello ${contact},`,
        `Interra is preparing the workshop “${title}” and looks for a place. Could you host us?`,
        `Place: ${venue}, ${room}. Wish: ${wished}.`,
        `Please answer before ${inWords('en-GB', answerDueOn)}.`,
        `${asker}, for Interra`,
      ],
    }),
  },
})
