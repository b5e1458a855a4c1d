import { defineTemplate } from '../../platform/mail/letter.ts'

/** An address that a partner wanted to be told at takes nothing any more. `why`: `gone` or `failing`. */
export const webhookOff = defineTemplate({
  needs: ['partner', 'host', 'why', 'link'],
  words: {
    fr: ({ partner, host, why, link }) => ({
      subject: `Vos notifications vers ${host} sont arrêtées`,
      paragraphs: [
        `Bonjour ${partner},`,
        why === 'gone'
          ? `L’adresse ${host} a répondu qu’elle n’existe plus (410). Nous ne lui envoyons plus rien.`
          : `L’adresse ${host} ne prend plus nos messages depuis cinq jours. Nous ne lui envoyons plus rien.`,
        'Une fois le problème réglé, remettez l’adresse en service avec votre clé et demandez les messages manqués.',
      ],
      action: { label: 'Documentation', url: link },
    }),
    en: ({ partner, host, why, link }) => ({
      subject: `Your notifications to ${host} are switched off`,
      paragraphs: [
        `Hello ${partner},`,
        why === 'gone'
          ? `The address ${host} answered that it is gone (410). We send nothing there any more.`
          : `The address ${host} has taken none of our messages for five days. We send nothing there any more.`,
        'Once the problem is solved, switch the address on with your key and ask for the messages that it missed.',
      ],
      action: { label: 'Documentation', url: link },
    }),
  },
})
